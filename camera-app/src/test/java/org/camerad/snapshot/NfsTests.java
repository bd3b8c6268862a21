package org.camerad.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NfsTests {

	private static final byte[] PICTURE = Fixtures.picture(300_000);

	private static final PictureName NAME = new PictureName(Instant.parse("2026-11-23T10:15:30.250Z"));

	@TempDir
	Path folder;

	@Test
	void writesEveryByteAndNothingElse() throws Exception {
		nfs(this.folder).send(PICTURE, new UploadAttempt());
		assertThat(files()).hasSize(1).allSatisfy((file) -> assertThat(file).hasBinaryContent(PICTURE));
	}

	@Test
	void replacesNothing() throws Exception {
		Files.writeString(this.folder.resolve(NAME.file()), "before");
		nfs(this.folder).send(PICTURE, new UploadAttempt());
		assertThat(this.folder.resolve(NAME.file())).hasContent("before");
		assertThat(this.folder.resolve("20261123-101530-251Z.jpg")).hasBinaryContent(PICTURE);
		assertThat(files()).hasSize(2);
	}

	@Test
	void wantsAFolder() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		for (Path wrong : List.of(this.folder.resolve("absent"), file)) {
			assertThatExceptionOfType(UploadFailure.class)
				.isThrownBy(() -> nfs(wrong).send(PICTURE, new UploadAttempt()))
				.withMessageStartingWith("store: ");
		}
		assertThat(files()).containsExactly(file);
	}

	@Test
	void saysSoWhenTheServerTakesNoFile() {
		assertThatExceptionOfType(UploadFailure.class)
			.isThrownBy(() -> nfs(Path.of("/proc")).send(PICTURE, new UploadAttempt()))
			.withMessageStartingWith("store: ");
	}

	@Test
	void canRequireAMount() {
		Nfs nfs = new Nfs(Fixtures.properties("nfs.directory", this.folder.toString(), "nfs.require-mount", "true"),
				names());
		assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> nfs.send(PICTURE, new UploadAttempt()))
			.withMessageStartingWith("mount: ");
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void givesUpAMountThatHangsAndTakesItAgainWhenItIsBack() throws Exception {
		CountDownLatch stale = new CountDownLatch(1);
		CountDownLatch returned = new CountDownLatch(1);
		PictureFolder pictures = new PictureFolder(names()::next);
		Nfs nfs = new Nfs(Fixtures.properties("nfs.directory", this.folder.toString(), "nfs.timeout", "200ms").nfs(),
				(folder, jpeg, attempt) -> {
					hang(stale);
					try {
						pictures.store(folder, jpeg, attempt);
					}
					finally {
						returned.countDown();
					}
				});
		try (UploadWorker lane = new UploadWorker(nfs, 3, 3)) {
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
				.withMessage("not done within 200 ms");
			assertThatExceptionOfType(UploadFailure.class).isThrownBy(() -> lane.send(PICTURE))
				.withMessage("an earlier upload still hangs");
			stale.countDown();
			assertThat(returned.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(this.folder).as("what was refused does not turn up later").isEmptyDirectory();
			sendUntilTaken(lane);
			assertThat(files()).hasSize(1);
		}
	}

	private static void sendUntilTaken(UploadWorker lane) throws UploadFailure {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (true) {
			try {
				lane.send(PICTURE);
				return;
			}
			catch (UploadFailure ex) {
				if (System.nanoTime() > end) {
					throw ex;
				}
			}
		}
	}

	/** As a process hangs in a stale mount: an interrupt does not help. */
	private static void hang(CountDownLatch stale) {
		while (true) {
			try {
				stale.await();
				return;
			}
			catch (InterruptedException ex) {
				// Goes on hanging.
			}
		}
	}

	private static PictureNames names() {
		return new PictureNames(NAME::time);
	}

	private static Nfs nfs(Path folder) {
		return new Nfs(Fixtures.properties("nfs.directory", folder.toString()), names());
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.toList();
		}
	}

}
