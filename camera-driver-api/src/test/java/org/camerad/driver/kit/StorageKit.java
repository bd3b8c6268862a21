package org.camerad.driver.kit;

import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Storage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of {@link org.camerad.driver.Storage}. The card is empty and in its slot.
 */
abstract class StorageKit extends PartKit {

	private Storage storage;

	@BeforeEach
	void find() {
		this.storage = part("storage", camera().storage());
	}

	@Test
	@DisplayName("S1 a card in its slot is READY, and a written file is on it byte for byte")
	void write() throws Exception {
		assertThat(this.storage.state()).isEqualTo(Storage.State.READY);
		byte[] content = new byte[100_000];
		new java.util.Random(1).nextBytes(content);
		this.storage.write("a picture.jpg", content);
		assertThat(this.storage.names()).containsExactly("a picture.jpg");
		assertThat(Files.readAllBytes(card().resolve("a picture.jpg"))).isEqualTo(content);
	}

	@Test
	@DisplayName("S2 nothing is overwritten: a name in use is REFUSED, and its file stays")
	void neverOverwrites() throws Exception {
		this.storage.write("a.jpg", new byte[] { 1 });
		assertRefused(() -> this.storage.write("a.jpg", new byte[] { 2 }));
		assertThat(Files.readAllBytes(card().resolve("a.jpg"))).containsExactly(1);
		assertThat(this.storage.names()).containsExactly("a.jpg");
	}

	@Test
	@DisplayName("S3 a name that is not a plain file name is REFUSED, and nothing is written anywhere")
	void names() throws Exception {
		List<String> before = everything();
		for (String name : List.of("", ".", "..", "/a", "a/b", "../a", "a\\b", "a\u0000b", "a\nb", "x".repeat(300))) {
			assertRefused(() -> this.storage.write(name, new byte[1]));
			assertRefused(() -> this.storage.delete(name));
		}
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	@DisplayName("S4 names are listed oldest first")
	void oldestFirst() throws Exception {
		for (String name : List.of("c", "a", "b", "9", "10")) {
			this.storage.write(name, new byte[1]);
		}
		assertThat(this.storage.names()).containsExactly("c", "a", "b", "9", "10");
	}

	@Test
	@DisplayName("S5 a deleted file is gone, its name is free, and deleting it again does nothing")
	void delete() throws Exception {
		this.storage.write("a.jpg", new byte[] { 1 });
		this.storage.delete("a.jpg");
		this.storage.delete("a.jpg");
		assertThat(this.storage.names()).isEmpty();
		assertThat(card().resolve("a.jpg")).doesNotExist();
		this.storage.write("a.jpg", new byte[] { 2 });
		assertThat(Files.readAllBytes(card().resolve("a.jpg"))).containsExactly(2);
	}

	@Test
	@DisplayName("S6 files survive closing and opening again, and no others appear")
	void filesStay() throws Exception {
		this.storage.write("a.jpg", new byte[0]);
		camera().close();
		this.storage = part("storage", openAgain().storage());
		assertThat(this.storage.names()).containsExactly("a.jpg");
		assertThat(card().toFile().list()).containsExactly("a.jpg");
	}

	private List<String> everything() throws Exception {
		try (var files = Files.walk(this.root)) {
			return files.map(Object::toString).sorted().toList();
		}
	}

}
