package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Issue 14, B12: who can read a file, and where it is written. */
class DurableFilesTests {

	@TempDir
	Path folder;

	@Test
	void ownFilesArePrivateAndFilesOfTheSystemAreNot() throws Exception {
		Path own = this.folder.resolve("own");
		Path shared = this.folder.resolve("shared");
		Files.writeString(own, "open before");
		DurableFiles.write(own, "secret");
		DurableFiles.writeShared(shared, "zone");
		assertThat(permissions(own)).isEqualTo("rw-------");
		assertThat(permissions(shared)).isEqualTo("rw-r--r--");
		assertThat(own).hasContent("secret");
	}

	@Test
	void linksAreReplacedAndNotFollowed() throws Exception {
		Path victim = Files.writeString(this.folder.resolve("victim"), "precious");
		Path file = this.folder.resolve("file");
		Files.createSymbolicLink(this.folder.resolve("file.part"), victim);
		Files.createSymbolicLink(file, victim);
		DurableFiles.write(file, "text");
		assertThat(file).hasContent("text");
		assertThat(Files.isSymbolicLink(file)).isFalse();
		assertThat(victim).hasContent("precious");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.folder.resolve("nowhere"));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> DurableFiles.create(link, new byte[1]));
	}

	@Test
	void aFolderIsPrivateAndNeverALink() throws Exception {
		assertThat(permissions(PrivateFiles.createFolder(this.folder.resolve("a/b")))).isEqualTo("rwx------");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.folder.resolve("a"));
		assertThatIOException().isThrownBy(() -> PrivateFiles.createFolder(link));
	}

	@Test
	void whatIsNoFileOfTextIsDamagedAndCanBeReplaced() throws Exception {
		Path text = Files.write(this.folder.resolve("text"), new byte[] { (byte) 0xff });
		Path large = Files.write(this.folder.resolve("large"), new byte[2_000_000]);
		Path device = Files.createSymbolicLink(this.folder.resolve("device"), Path.of("/dev/full"));
		Path inside = this.folder.resolve("place/inside");
		Files.createDirectories(inside);
		for (Path file : new Path[] { text, large, device, inside.getParent() }) {
			assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> DurableFiles.read(file))
				.withMessageContaining(file.getFileName().toString());
			DurableFiles.write(file, "text");
			assertThat(DurableFiles.read(file)).contains("text");
		}
		assertThat(this.folder).isDirectoryContaining("glob:**/place.damaged-*");
		assertThat(DurableFiles.read(this.folder.resolve("missing"))).isEmpty();
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
