package org.camerad.driver.support.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.camerad.driver.CameraException;
import org.camerad.driver.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CardFolderTests {

	@TempDir
	Path folder;

	@Test
	void filesAreListedOldestFirstAndThoseOfTheSameTimeByName() throws Exception {
		// Enough names that no folder lists them in this order by chance.
		List<String> names = List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg", "g.jpg", "h.jpg", "i.jpg");
		for (int i = names.size(); i > 0; i--) {
			write(names.get(i - 1), 2_000);
		}
		write("z-first.jpg", 1_000);
		write("a-last.jpg", 3_000);
		assertThat(new CardFolder(this.folder).names()).startsWith("z-first.jpg")
			.containsSubsequence(names)
			.endsWith("a-last.jpg")
			.hasSize(names.size() + 2);
	}

	private void write(String name, long millis) throws Exception {
		Files.setLastModifiedTime(Files.createFile(this.folder.resolve(name)), FileTime.fromMillis(millis));
	}

	@Test
	void filesThatAreWrittenAfterEachOtherKeepTheirOrder() throws Exception {
		CardFolder card = new CardFolder(this.folder);
		List<String> names = List.of("d.jpg", "b.jpg", "c.jpg", "a.jpg");
		for (String name : names) {
			card.write(name, new byte[] { 1 });
		}
		assertThat(card.names()).isEqualTo(names);
	}

	@Test
	void whatALossOfPowerLeftIsRemovedBeforeTheNextWrite() throws Exception {
		Path left = Files.createFile(this.folder.resolve(".camerad-part-x.jpg"));
		CardFolder card = new CardFolder(this.folder);
		assertThat(card.names()).isEmpty();
		card.write("y.jpg", new byte[] { 1 });
		assertThat(left).doesNotExist();
		assertThat(card.names()).containsExactly("y.jpg");
	}

	/** Issue 14, B12. */
	@Test
	void linksThatSomebodyPutOnTheCardAreNotFollowed(@TempDir Path outside) throws Exception {
		Path victim = Files.writeString(outside.resolve("victim.jpg"), "precious");
		Files.createSymbolicLink(this.folder.resolve(".camerad-part-a.jpg"), victim);
		Files.createSymbolicLink(this.folder.resolve("taken.jpg"), victim);
		Files.createSymbolicLink(this.folder.resolve("dangling.jpg"), outside.resolve("new.jpg"));
		CardFolder card = new CardFolder(this.folder);
		card.write("a.jpg", new byte[] { 1 });
		// Planted after the first write, which has removed leftovers.
		Files.createSymbolicLink(this.folder.resolve(".camerad-part-b.jpg"), victim);
		card.write("b.jpg", new byte[] { 1 });
		for (String taken : List.of("taken.jpg", "dangling.jpg")) {
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> card.write(taken, new byte[] { 1 }))
				.satisfies((refusal) -> assertThat(refusal.kind()).isEqualTo(CameraException.Kind.REFUSED));
			assertThat(card.delete(taken)).isZero();
		}
		assertThat(card.names()).containsExactly("a.jpg", "b.jpg");
		assertThat(victim).hasContent("precious");
		assertThat(outside.resolve("new.jpg")).doesNotExist();
	}

	/** Issue 14, B12. */
	@Test
	void aFolderOnTheCardThatIsALinkIsBroken(@TempDir Path outside) throws Exception {
		Path link = Files.createSymbolicLink(this.folder.resolve("camera-2"), outside);
		CardFolder card = new CardFolder(link);
		assertThat(card.state()).isEqualTo(Storage.State.BROKEN);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> card.write("a.jpg", new byte[] { 1 }));
		assertThat(outside).isEmptyDirectory();
	}

	@Test
	void aFolderWithTheNameOfALeftoverDoesNotBlockTheCard() throws Exception {
		Files.createDirectories(this.folder.resolve(".camerad-part-x/y"));
		CardFolder card = new CardFolder(this.folder);
		card.write("a.jpg", new byte[] { 1 });
		assertThat(card.names()).containsExactly("a.jpg");
	}

}
