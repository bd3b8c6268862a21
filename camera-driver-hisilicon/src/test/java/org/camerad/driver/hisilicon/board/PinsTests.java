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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.DriverContext;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.PropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the pins that filter, light, sensor and button use, and that no other pin is
 * touched.
 */
class PinsTests {

	private static final GpioProperties.Filter PADS = new GpioProperties.Filter(10, 11, Duration.ofMillis(30));

	/** Pins that record each write. */
	private static final class Recorder implements Gpio {

		private final List<String> writes = new CopyOnWriteArrayList<>();

		private final AtomicInteger reads = new AtomicInteger();

		private volatile boolean dark;

		@Override
		public void drive(int pin, boolean high) {
			this.writes.add(pin + "=" + (high ? 1 : 0));
		}

		@Override
		public boolean read(int pin) {
			boolean present = this.dark;
			this.reads.incrementAndGet();
			return present;
		}

		/** Returns the last level that a pin was driven to. */
		String last(int pin) {
			return this.writes.stream()
				.filter((write) -> write.startsWith(pin + "="))
				.reduce((first, last) -> last)
				.orElse("never");
		}

	}

	@Test
	void theSensorDecidesOnceItIsSure() throws Exception {
		Recorder pins = new Recorder();
		GpioProperties all = new GpioProperties(Optional.of(PADS), Optional.of(new GpioProperties.Pin(4, true)),
				Optional.of(new GpioProperties.Pin(15, false)), Optional.empty(), Duration.ofMillis(600));
		try (DayNightPins dayNight = new DayNightPins(pins, all)) {
			FakeRoot.await("day at once", () -> pins.writes.size() == 6);
			assertThat(pins.last(4)).as("the light is off, inverted").isEqualTo("4=1");
			long start = System.nanoTime();
			pins.dark = true;
			FakeRoot.await("night", () -> pins.writes.contains("4=0"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("the configured delay")
				.isGreaterThanOrEqualTo(Duration.ofMillis(600));
			FakeRoot.await("the filter is out", () -> pins.writes.contains("11=1") && pins.writes.size() >= 12);
			assertThat(dayNight.status()).isEmpty();
		}
		assertThat(List.of(pins.last(10), pins.last(11))).containsExactly("10=0", "11=0");
	}

	@Test
	void anUnreadableSensorIsReportedAndMovesNothing(@TempDir Path folder) throws Exception {
		GpioProperties all = new GpioProperties(Optional.of(PADS), Optional.empty(),
				Optional.of(new GpioProperties.Pin(15, false)), Optional.empty(), Duration.ZERO);
		try (DayNightPins dayNight = new DayNightPins(new SysfsGpio(new BoardFiles(folder)), all)) {
			FakeRoot.await("the failure is reported", () -> dayNight.status().isPresent());
			assertThat(dayNight.status().orElseThrow().detail()).contains("no /sys/class/gpio");
		}
	}

	@Test
	void withoutASensorNothingMoves() {
		Recorder pins = new Recorder();
		GpioProperties filter = new GpioProperties(Optional.of(PADS), Optional.empty(), Optional.empty(),
				Optional.empty(), Duration.ZERO);
		try (DayNightPins dayNight = new DayNightPins(pins, filter)) {
			assertThat(dayNight.status()).isEmpty();
			assertThat(pins.writes).isEmpty();
		}
		assertThat(pins.writes).containsExactly("10=0", "11=0");
	}

	@Test
	void sysfsPinsBecomeOutputsWithTheirLevelAndKeepIt(@TempDir Path folder) throws Exception {
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
	void aHeldButtonRequestsAResetOnce() throws Exception {
		Recorder pins = new Recorder();
		List<String> resets = Collections.synchronizedList(new ArrayList<>());
		try (ResetButton button = new ResetButton(pins, new GpioProperties.Pin(50, true), Duration.ofMillis(500),
				() -> resets.add("reset"))) {
			// Low means pressed, and the recorder starts low.
			FakeRoot.await("a reset is requested", () -> !resets.isEmpty());
			TimeUnit.MILLISECONDS.sleep(600);
			assertThat(resets).as("still held").hasSize(1);
			pins.dark = true;
			int before = pins.reads.get();
			FakeRoot.await("it is read", () -> pins.reads.get() > before + 1);
			pins.dark = false;
			FakeRoot.await("held again", () -> resets.size() == 2);
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
			assertThat(services.status()).noneMatch((status) -> status.part().equals("day-night"));
		}
		assertThat(board.read("/sys/class/gpio/export")).isEmpty();
		assertThat(Files.list(board.at("/sys/class/gpio"))).hasSize(1);
	}

}
