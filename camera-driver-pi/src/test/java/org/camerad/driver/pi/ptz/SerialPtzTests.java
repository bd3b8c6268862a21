package org.camerad.driver.pi.ptz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.pelcod.LineDirection;
import org.camerad.driver.support.pelcod.PresetTrackingPtz;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A head over jssc and the kernel's pseudo-terminals. */
@Timeout(180)
class SerialPtzTests {

	private static final String STOP = "FF 01 00 00 00 00 01";

	private static final String RIGHT_FASTEST = "FF 01 00 02 3F 00 42";

	/** Parts of a terminal's flags, from Linux's asm-generic/termbits.h. */
	private static final int SPEED = 010017;

	private static final int SIZE = 060;

	private static final int PARITY_STOP_FLOW = 020000000000 | 0400 | 0100;

	private static final int XON = 02000;

	private static final int CANONICAL_ECHO = 02 | 010;

	private static final PtzMotion RIGHT = new PtzMotion(1, 0, 10, 0, 0, 0);

	private final PseudoTerminal terminal = new PseudoTerminal();

	private final PelcoDHeadSimulator line = new PelcoDHeadSimulator(this.terminal);

	@TempDir
	private Path folder;

	private PresetTrackingPtz head;

	@AfterEach
	void close() {
		if (this.head != null) {
			this.head.close();
		}
		this.line.close();
	}

	private void open(String... keysAndValues) throws CameraException {
		open(this.terminal.port(), Optional.empty(), keysAndValues);
	}

	private void open(Path port, Optional<LineDirection> direction, String... keysAndValues) throws CameraException {
		Map<String, String> all = new java.util.HashMap<>(Map.of("ptz.port", port.toString()));
		for (int at = 0; at < keysAndValues.length; at += 2) {
			all.put("ptz." + keysAndValues[at], keysAndValues[at + 1]);
		}
		PtzConfiguration configuration = PtzConfiguration
			.of(new DriverProperties("pi", PtzConfiguration.PROPERTIES).read(all))
			.orElseThrow();
		this.head = SerialPtz.open(configuration, this.folder, direction, this.folder);
	}

	private static void assertUnavailable(String why, ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
	}

	private static void await(String what, Callable<Boolean> condition) throws Exception {
		long start = System.nanoTime();
		while (!condition.call()) {
			assertThat(System.nanoTime() - start).as("timeout: " + what).isLessThan(60_000_000_000L);
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

	private void awaitState(PartStatus.State state) throws Exception {
		await(state.name(), () -> this.head.status().state() == state);
	}

	@Test
	void everyCommandSendsTheDocumentedFrame() throws Exception {
		open("reversal-pause", "0s");
		this.line.await(2);
		List<PtzMotion> motions = List.of(RIGHT, new PtzMotion(1, -1, 10, 0, 0, 0), new PtzMotion(0, 0, 5, 1, 0, 0),
				new PtzMotion(0, 0, 5, 0, 1, 0), new PtzMotion(0, 0, 5, 0, 0, -1), new PtzMotion(0, 1, 1, 0, -1, 0));
		for (PtzMotion motion : motions) {
			int before = this.line.frames().size();
			this.head.move(motion);
			this.line.await(before + 1);
		}
		this.head.addPreset(1);
		this.head.callPreset(1);
		this.head.deletePreset(1);
		assertThat(this.line.await((frames) -> frames.contains("FF 01 00 05 00 01 07"))).containsExactly(STOP, STOP,
				RIGHT_FASTEST, "FF 01 00 12 3F 3F 91", "FF 01 00 20 00 00 21", "FF 01 01 00 00 00 02",
				"FF 01 04 00 00 00 05", "FF 01 00 88 00 01 8A", "FF 01 00 03 00 01 05", STOP, "FF 01 00 07 00 01 09",
				"FF 01 00 05 00 01 07");
	}

	@Test
	void portIsSetAsConfigured() throws Exception {
		open("baud", "4800", "address", "10");
		assertThat(this.line.await(2)).containsExactly("FF 0A 00 00 00 00 0A", "FF 0A 00 00 00 00 0A");
		PseudoTerminal.Settings settings = this.terminal.settings();
		assertThat(settings.control() & SPEED).as("4800 baud").isEqualTo(014);
		assertThat(settings.control() & SIZE).as("cs8").isEqualTo(060);
		assertThat(settings.control() & PARITY_STOP_FLOW).as("-parenb -cstopb -crtscts").isZero();
		assertThat(settings.input() & XON).as("-ixon").isZero();
		assertThat(settings.output() & 1).as("-opost").isZero();
		assertThat(settings.local() & CANONICAL_ECHO).as("-icanon -echo").isZero();
	}

	@Test
	void framesAreSpacedAndStopJumpsTheQueue() throws Exception {
		open();
		this.line.await(2);
		for (int speed = 1; speed <= 10; speed++) {
			this.head.move(new PtzMotion(1, 0, speed, 0, 0, 0));
		}
		this.line.await((frames) -> frames.contains(RIGHT_FASTEST));
		this.head.stop();
		List<String> frames = this.line
			.await((received) -> received.lastIndexOf(STOP) > received.indexOf(RIGHT_FASTEST) + 1);
		assertThat(frames).endsWith(RIGHT_FASTEST, STOP, STOP);
		List<Long> times = this.line.times();
		assertThat(times.get(times.size() - 1) - times.get(0)).isGreaterThan(4 * 39_000_000L);
	}

	@Test
	void motionIsRepeatedWhenConfigured() throws Exception {
		open("repeat", "200ms");
		this.line.await(2);
		this.head.move(RIGHT);
		this.line.await((frames) -> frames.stream().filter(RIGHT_FASTEST::equals).count() >= 3);
	}

	@Test
	void closingStopsTwiceAndGivesThePortBack() throws Exception {
		open();
		this.line.await(2);
		this.head.move(RIGHT);
		this.line.await(3);
		this.head.close();
		assertThat(this.line.await(5)).endsWith(RIGHT_FASTEST, STOP, STOP);
		assertThat(this.folder.resolve("LCK.." + this.terminal.port().getFileName())).doesNotExist();
		open();
		assertThat(this.line.await(7)).endsWith(STOP, STOP, STOP, STOP);
	}

	@Test
	void positionIsQueriedDespiteNoiseDelayAndLoss() throws Exception {
		this.line.answers = true;
		this.line.garbles = true;
		this.line.delayMillis = 100;
		open("answers", "true");
		assertThat(this.head.position()).hasValue(new PtzPosition(90, 30, 12, Double.NaN, Double.NaN));
		this.line.dropsEvery = 1;
		assertUnavailable("does not respond", () -> this.head.position());
		this.line.dropsEvery = Integer.MAX_VALUE;
		await("a response again", () -> this.head.position().isPresent());
	}

	@Test
	void unpluggedAdapterIsUnavailableUntilItIsBack() throws Exception {
		Path port = this.folder.resolve("ttyUSB0");
		Files.createSymbolicLink(port, this.terminal.port());
		open(port, Optional.empty());
		this.line.await(2);
		assertThat(this.folder.resolve("LCK.." + this.terminal.port().getFileName())).exists();
		this.head.move(RIGHT);
		this.line.await(3);
		this.line.close();
		awaitState(PartStatus.State.FAILED);
		assertThat(this.head.status().detail()).contains("ttyUSB0");
		assertUnavailable("ttyUSB0", () -> this.head.move(RIGHT));
		Files.delete(port);
		await("not there", () -> this.head.status().detail().contains("does not exist"));
		try (PseudoTerminal other = new PseudoTerminal(); PelcoDHeadSimulator again = new PelcoDHeadSimulator(other)) {
			Files.createSymbolicLink(port, other.port());
			assertThat(again.await(2)).containsExactly(STOP, STOP);
			awaitState(PartStatus.State.WORKING);
			this.head.move(RIGHT);
			assertThat(again.await(3)).containsExactly(STOP, STOP, RIGHT_FASTEST);
			this.head.close();
		}
	}

	@Test
	void portInUseElsewhereIsUnavailableUntilItIsReleased() throws Exception {
		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx32m", "-cp", System.getProperty("java.class.path"), PortHolder.class.getName(),
				this.terminal.port().toString(), this.folder.toString())
			.redirectErrorStream(true)
			.start();
		try {
			await("the other process", () -> other.getInputStream().read() == PortHolder.READY);
			open();
			awaitState(PartStatus.State.FAILED);
			assertUnavailable("is in use by process " + other.pid(), () -> this.head.move(RIGHT));
			assertThat(this.line.frames()).isEmpty();
		}
		finally {
			other.destroyForcibly().waitFor();
			this.terminal.release();
		}
		assertThat(this.line.await(2)).containsExactly(STOP, STOP);
		awaitState(PartStatus.State.WORKING);
	}

	@Test
	void portThatStallsIsUnavailableUntilItFlows() throws Exception {
		open();
		this.line.await(2);
		this.terminal.stall(true);
		this.head.move(RIGHT);
		awaitState(PartStatus.State.FAILED);
		assertThat(this.head.status().detail()).contains("stalls");
		assertUnavailable("stalls", () -> this.head.move(RIGHT));
		this.terminal.stall(false);
		awaitState(PartStatus.State.WORKING);
		assertThat(this.line.await((frames) -> frames.size() >= 5)).endsWith(STOP, STOP);
	}

	@Test
	void closingDuringAStallDoesNotHang() throws Exception {
		open();
		this.line.await(2);
		this.terminal.stall(true);
		this.head.move(RIGHT);
		this.head.close();
		assertUnavailable("closed", () -> this.head.move(RIGHT));
		this.terminal.stall(false);
	}

	@Test
	void directionIsSwitchedAroundEveryFrame() throws Exception {
		List<Boolean> switched = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
		open(this.terminal.port(), Optional.of(switched::add));
		this.line.await(2);
		this.head.close();
		assertThat(switched).startsWith(true, false, true, false, true, false).endsWith(false);
	}

	@Test
	void regularFileIsNotAccepted() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		open(file, Optional.empty());
		awaitState(PartStatus.State.FAILED);
		assertThat(this.head.status().detail()).contains("is not a serial port");
	}

	@Test
	void staleLockFileIsReplaced() throws Exception {
		Process ended = new ProcessBuilder("true").start();
		ended.waitFor();
		Path lock = this.folder.resolve("LCK.." + this.terminal.port().getFileName());
		Files.writeString(lock, String.format("%10d\n", ended.pid()));
		open();
		this.line.await(2);
		assertThat(Files.getPosixFilePermissions(lock)).contains(PosixFilePermission.OTHERS_READ);
		assertThat(lock).content().isEqualToIgnoringWhitespace(String.valueOf(ProcessHandle.current().pid()));
	}

}
