package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraException;
import org.camerad.driver.Storage.State;
import org.camerad.driver.sim.fault.FaultRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SimCardTests {

	private static final byte[] PICTURE = new byte[1000];

	@TempDir
	private Path folder;

	@Test
	void withoutAFolderOrConfiguredAwayTheCardIsAbsent() throws CameraException {
		assertState(card(SimConfiguration.Card.PRESENT, null), State.ABSENT);
		assertState(card(SimConfiguration.Card.PRESENT, this.folder.resolve("missing")), State.ABSENT);
		assertState(card(SimConfiguration.Card.ABSENT, this.folder), State.ABSENT);
	}

	@Test
	void aCardThatIsNoFolderOrConfiguredSoIsBroken() throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertState(card(SimConfiguration.Card.PRESENT, file), State.BROKEN);
		assertState(card(SimConfiguration.Card.BROKEN, this.folder), State.BROKEN);
	}

	@Test
	void aCardCanBePulledAndPutBack() throws Exception {
		Path slot = Files.createDirectory(this.folder.resolve("slot"));
		SimCard card = card(SimConfiguration.Card.PRESENT, slot);
		card.write("a.jpg", PICTURE);
		Files.move(slot, this.folder.resolve("pulled"));
		assertState(card, State.ABSENT);
		Files.move(this.folder.resolve("pulled"), slot);
		assertThat(card.state()).isEqualTo(State.READY);
		assertThat(card.names()).containsExactly("a.jpg");
	}

	@Test
	void aFullCardTakesWhatFitsIntoTheRoomOfRemovedFiles() throws Exception {
		Files.write(this.folder.resolve("old.jpg"), PICTURE);
		SimCard card = card(SimConfiguration.Card.FULL, this.folder);
		assertThat(card.state()).isEqualTo(State.FULL);
		assertFails(CameraException.Kind.REFUSED, () -> card.write("new.jpg", PICTURE));
		assertThat(card.names()).containsExactly("old.jpg");
		card.delete("old.jpg");
		assertThat(card.state()).isEqualTo(State.READY);
		assertFails(CameraException.Kind.REFUSED, () -> card.write("new.jpg", new byte[1001]));
		card.write("new.jpg", PICTURE);
		assertThat(card.state()).isEqualTo(State.FULL);
	}

	@Test
	void aFileSystemThatFillsUpLeavesNothingHalfWritten() throws Exception {
		assumeTrue(mount(), "may not mount a small file system");
		try {
			SimCard card = card(SimConfiguration.Card.PRESENT, this.folder);
			card.write("fits.jpg", PICTURE);
			assertFails(CameraException.Kind.REFUSED, () -> card.write("big.jpg", new byte[1_000_000]));
			assertThat(this.folder.toFile().list()).containsExactly("fits.jpg");
			assertThat(card.state()).isEqualTo(State.READY);
			card.delete("fits.jpg");
			card.write("fits too.jpg", PICTURE);
		}
		finally {
			run("umount", this.folder.toString());
		}
	}

	@Test
	void whatALossOfPowerHasLeftIsNotListedAndGoesWithTheNextWrite() throws Exception {
		Files.write(this.folder.resolve(".camerad-part-old.jpg"), PICTURE);
		SimCard card = card(SimConfiguration.Card.PRESENT, this.folder);
		assertThat(card.names()).isEmpty();
		card.write("new.jpg", PICTURE);
		assertThat(this.folder.toFile().list()).containsExactly("new.jpg");
	}

	@Test
	void filesOfOthersAreListedByAgeAndFoldersAreNot() throws Exception {
		SimCard card = card(SimConfiguration.Card.PRESENT, this.folder);
		card.write("b.jpg", PICTURE);
		Files.createDirectory(this.folder.resolve("lost+found"));
		Path old = Files.write(this.folder.resolve("z.jpg"), PICTURE);
		assertThat(old.toFile().setLastModified(TimeUnit.DAYS.toMillis(1))).isTrue();
		assertThat(card.names()).containsExactly("z.jpg", "b.jpg");
	}

	private static SimCard card(SimConfiguration.Card configured, Path folder) {
		return new SimCard(new FaultInjector(new PowerState(), new FaultRegistry(System::nanoTime, 1)), configured,
				Optional.ofNullable(folder));
	}

	private static void assertState(SimCard card, State expected) throws CameraException {
		assertThat(card.state()).isEqualTo(expected);
		assertFails(CameraException.Kind.UNAVAILABLE, () -> card.write("a.jpg", PICTURE));
		assertFails(CameraException.Kind.UNAVAILABLE, card::names);
		assertFails(CameraException.Kind.UNAVAILABLE, () -> card.delete("a.jpg"));
	}

	private static void assertFails(CameraException.Kind kind, ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

	private boolean mount() throws IOException, InterruptedException {
		return run("mount", "-t", "tmpfs", "-o", "size=64k", "none", this.folder.toString());
	}

	private static boolean run(String... command) throws IOException, InterruptedException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
