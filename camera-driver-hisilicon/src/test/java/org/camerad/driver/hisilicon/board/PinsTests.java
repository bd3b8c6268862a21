package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.PropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What filter, light and sensor do to pins, and what never happens to any. */
class PinsTests {

	private static final GpioProperties.Filter PADS = new GpioProperties.Filter(10, 11, Duration.ofMillis(30));

	private static final GpioProperties FILTER = new GpioProperties(Optional.of(PADS), Optional.empty(),
			Optional.empty(), Optional.empty(), Duration.ZERO);

	/** Pins that remember, and fail at the configured write. */
	private static final class Recorder implements Gpio {

		private final List<String> writes = new CopyOnWriteArrayList<>();

		private final AtomicInteger reads = new AtomicInteger();

		private final int failing;

		private volatile boolean dark;

		Recorder(int failing) {
			this.failing = failing;
		}

		@Override
		public void drive(int pin, boolean high) throws IOException {
			boolean fails = this.writes.size() == this.failing;
			this.writes.add(pin + "=" + (high ? 1 : 0));
			if (fails) {
				throw new IOException("write " + this.failing);
			}
		}

		@Override
		public boolean read(int pin) {
			boolean present = this.dark;
			this.reads.incrementAndGet();
			return present;
		}

		/** What a pin was driven to last. */
		String last(int pin) {
			return this.writes.stream()
				.filter((write) -> write.startsWith(pin + "="))
				.reduce((first, last) -> last)
				.orElse("never");
		}

	}

	@Test
	void aMoveIsAPulseBetweenTwoStatesWithoutCurrent() throws Exception {
		Recorder pins = new Recorder(-1);
		IrCut filter = new IrCut(pins, PADS);
		long start = System.nanoTime();
		filter.move(true);
		filter.move(false);
		assertThat(pins.writes).containsExactly("10=0", "11=0", "10=1", "10=0", "11=0", "10=0", "11=0", "11=1", "10=0",
				"11=0");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as("two pulses and a rest")
			.isGreaterThanOrEqualTo(Duration.ofMillis(90));
	}

	@Test
	void bothPadsAreLowAfterAFailureAtAnyWrite() {
		for (int failing = 0; failing < 5; failing++) {
			Recorder pins = new Recorder(failing);
			IrCut filter = new IrCut(pins, PADS);
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> filter.move(true))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
			assertThat(List.of(pins.last(10), pins.last(11))).as("after a failure at write %d", failing)
				.containsExactly("10=0", "11=0");
		}
	}

	@Test
	void bothPadsAreLowAfterAnInterrupt() {
		Recorder pins = new Recorder(-1);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> new IrCut(pins, PADS).move(true));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(List.of(pins.last(10), pins.last(11))).containsExactly("10=0", "11=0");
	}

	@Test
	void movesAtTheSameTimeComeOneAfterTheOther() {
		Recorder pins = new Recorder(-1);
		IrCut filter = new IrCut(pins, PADS);
		List<CompletableFuture<Void>> moves = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			boolean in = i % 2 == 0;
			moves.add(CompletableFuture.runAsync(() -> {
				try {
					filter.move(in);
				}
				catch (CameraException ex) {
					throw new IllegalStateException(ex);
				}
			}));
		}
		moves.forEach(CompletableFuture::join);
		int high = 0;
		for (String write : List.copyOf(pins.writes)) {
			high = write.endsWith("=1") ? high + 1 : (high > 0 && write.equals("11=0")) ? 0 : high;
			assertThat(high).as("pads under current").isLessThanOrEqualTo(1);
		}
	}

	@Test
	void theSensorDecidesOnceItIsSure() throws Exception {
		Recorder pins = new Recorder(-1);
		GpioProperties all = new GpioProperties(Optional.of(PADS), Optional.of(new GpioProperties.Pin(4, true)),
				Optional.of(new GpioProperties.Pin(15, false)), Optional.empty(), Duration.ofMillis(600));
		try (DayNight dayNight = new DayNight(pins, all)) {
			FakeRoot.await("day at once", () -> pins.writes.size() == 6);
			assertThat(pins.last(4)).as("the light is off, inverted").isEqualTo("4=1");
			pins.dark = true;
			FakeRoot.await("night", () -> pins.writes.contains("4=0"));
			FakeRoot.await("the filter is out", () -> pins.writes.contains("11=1") && pins.writes.size() >= 12);
			assertThat(dayNight.status()).isEmpty();
		}
		assertThat(List.of(pins.last(10), pins.last(11))).containsExactly("10=0", "11=0");
	}

	@Test
	void aSensorThatCannotBeReadIsToldAndMovesNothing(@TempDir Path folder) throws Exception {
		GpioProperties all = new GpioProperties(Optional.of(PADS), Optional.empty(),
				Optional.of(new GpioProperties.Pin(15, false)), Optional.empty(), Duration.ZERO);
		try (DayNight dayNight = new DayNight(new SysfsGpio(new BoardFiles(folder)), all)) {
			FakeRoot.await("it is told", () -> dayNight.status().isPresent());
			assertThat(dayNight.status().orElseThrow().detail()).contains("no /sys/class/gpio");
		}
	}

	@Test
	void withoutASensorNothingMovesUnasked() throws Exception {
		Recorder pins = new Recorder(-1);
		try (DayNight dayNight = new DayNight(pins, FILTER)) {
			assertThat(pins.writes).isEmpty();
			dayNight.show(true);
			assertThat(pins.writes).containsExactly("10=0", "11=0", "11=1", "10=0", "11=0");
		}
	}

	@Test
	void sysfsPinsBecomeOutputsWithTheirLevelAndStayIt(@TempDir Path folder) throws Exception {
		FakeRoot board = FakeRoot.in(folder);
		board.write("/sys/class/gpio/export", "");
		board.write("/sys/class/gpio/gpio10/direction", "in\n");
		board.write("/sys/class/gpio/gpio10/value", "1\n");
		SysfsGpio gpio = new SysfsGpio(board.files());
		assertThat(gpio.read(10)).isTrue();
		gpio.drive(10, false);
		assertThat(board.read("/sys/class/gpio/gpio10/direction")).startsWith("low");
		assertThat(board.read("/sys/class/gpio/gpio10/value")).startsWith("0");
		board.write("/sys/class/gpio/gpio10/direction", "out\n");
		gpio.drive(10, true);
		assertThat(board.read("/sys/class/gpio/gpio10/direction")).as("already one").isEqualTo("out\n");
		assertThat(board.read("/sys/class/gpio/gpio10/value")).startsWith("1");
		assertThat(board.read("/sys/class/gpio/export")).as("already there").isEmpty();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> gpio.drive(12, true));
		assertThat(board.read("/sys/class/gpio/export")).isEqualTo("12");
	}

	@Test
	void aButtonThatIsHeldAsksOnce() throws Exception {
		Recorder pins = new Recorder(-1);
		List<String> asked = Collections.synchronizedList(new ArrayList<>());
		try (ResetButton button = new ResetButton(pins, new GpioProperties.Pin(50, true), Duration.ofMillis(500),
				() -> asked.add("reset"))) {
			// Low is pressed, and the recorder begins low.
			FakeRoot.await("it asks", () -> !asked.isEmpty());
			TimeUnit.MILLISECONDS.sleep(600);
			assertThat(asked).as("still held").hasSize(1);
			pins.dark = true;
			int before = pins.reads.get();
			FakeRoot.await("it is read", () -> pins.reads.get() > before + 1);
			pins.dark = false;
			FakeRoot.await("held again", () -> asked.size() == 2);
			assertThat(button.status()).isEmpty();
		}
		assertThat(pins.writes).as("a button is only read").isEmpty();
	}

	@Test
	void withoutAPinInTheConfigurationNoneIsTouched(@TempDir Path folder, @TempDir Path own) throws Exception {
		FakeRoot board = FakeRoot.in(folder);
		board.write("/sys/class/gpio/export", "");
		PropertyValues values = new DriverProperties("hisilicon", BoardProperties.PROPERTIES)
			.read(Map.of("root", folder.toString()));
		DriverContext context = new DriverContext(Map.of(), own, Optional.empty(), board.clock(), Duration.ofSeconds(5),
				(event) -> {
				});
		try (BoardServices services = BoardServices.open(BoardProperties.of(values), context)) {
			assertThat(services.dayNight()).isEmpty();
		}
		assertThat(board.read("/sys/class/gpio/export")).isEmpty();
		assertThat(Files.list(board.at("/sys/class/gpio"))).hasSize(1);
	}

}
