package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.camerad.operation.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Issue 14, B12: the data folder is the service's own. */
@ExtendWith(OutputCaptureExtension.class)
class DataFolderTests {

	@TempDir
	Path temporary;

	@Test
	void aNewFolderAndEverythingInItArePrivate() throws Exception {
		Path path = this.temporary.resolve("a/data");
		try (DataFolder folder = DataFolder.open(path)) {
			assertThat(permissions(path)).isEqualTo("rwx------");
			assertThat(permissions(path.resolve("lock"))).isEqualTo("rw-------");
			assertThat(permissions(folder.subfolder("sim"))).isEqualTo("rwx------");
		}
	}

	@Test
	void anOwnFolderThatIsOpenToOthersIsClosed(CapturedOutput output) throws Exception {
		Path path = open("rwxrwxrwx");
		DataFolder.open(path).close();
		assertThat(permissions(path)).isEqualTo("rwx------");
		assertThat(output).doesNotContain("belongs to");
	}

	@Test
	void theFolderOfAnotherUserIsUsedAsItIs(CapturedOutput output) throws Exception {
		assumeThat(System.getProperty("user.name")).as("only root can give a folder away").isEqualTo("root");
		Path path = open("rwxrwxr-x");
		Files.setAttribute(path, "unix:uid", 12345);
		try (DataFolder folder = DataFolder.open(path)) {
			assertThat(permissions(path)).isEqualTo("rwxrwxr-x");
			assertThat(permissions(path.resolve("lock"))).isEqualTo("rw-------");
			assertThat(permissions(folder.subfolder("sim"))).isEqualTo("rwx------");
		}
		assertThat(output).containsOnlyOnce("belongs to 12345");
	}

	@Test
	void imagesOfInterruptedUploadsAreRemoved() throws Exception {
		Path path = open("rwx------");
		Path left = Files.createFile(path.resolve("firmware-123.part"));
		Path other = Files.createFile(path.resolve("firmware-notes.txt"));
		DataFolder.open(path).close();
		assertThat(left).doesNotExist();
		assertThat(other).exists();
		assertThat(path.resolve("owner.part")).doesNotExist();
	}

	@Test
	void aUsedFolderOnAReadOnlyDiskIsOpenedAndLocked(CapturedOutput output) throws Exception {
		Path path = open("rwx------");
		DataFolder.open(path).close();
		Files.createFile(path.resolve("state.1"));
		assumeThat(run("mount", "--bind", path.toString(), path.toString())).as("only root can mount").isTrue();
		try {
			assertThat(run("mount", "-o", "remount,bind,ro", path.toString())).isTrue();
			try (DataFolder folder = DataFolder.open(path)) {
				assertThat(folder.lock().isValid()).isTrue();
				assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> DataFolder.open(path))
					.withMessageContaining("in use");
			}
			assertThat(output).contains("cannot be written, so no setting can be changed");
		}
		finally {
			run("umount", path.toString());
		}
	}

	private static boolean run(String... command) throws Exception {
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor() == 0;
	}

	@Test
	void linksInTheFolderAreNotFollowed() throws Exception {
		Path victim = Files.writeString(this.temporary.resolve("victim"), "precious");
		Path path = open("rwx------");
		Path link = Files.createSymbolicLink(path.resolve("lock"), victim);
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> DataFolder.open(path))
			.withMessageContaining(link.toString());
		Files.delete(link);
		Files.createSymbolicLink(path.resolve("sim"), this.temporary);
		try (DataFolder folder = DataFolder.open(path)) {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> folder.subfolder("sim"));
		}
		assertThat(victim).hasContent("precious");
	}

	private Path open(String permissions) throws IOException {
		Path path = Files.createDirectory(this.temporary.resolve("data"));
		return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
