package org.camerad.driver.pi.gpio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.pi.standin.Await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The order and the timing of the levels at the pins, on Pi4J's mock provider.
 */
@Timeout(60)
class GpioHeaderTests {

	private static final Map<String, String> FILTER = Map.of("gpio.ir-cut-day", "17", "gpio.ir-cut-night", "27",
			"gpio.ir-light", "22", "gpio.ir-cut-pulse", "60ms", "gpio.ir-cut-interval", "700ms", "day-night.delay",
			"100ms", "day-night.night-below", "30", "day-night.day-above", "90");

	/** The changes of the outputs: the pin's use and its level. */
	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

	private final List<Boolean> nights = new CopyOnWriteArrayList<>();

	private final BlockingQueue<Long> resets = new LinkedBlockingQueue<>();

	/** The light in lux, which the lamps may change. */
	private volatile DoubleSupplier light = () -> 200;

	@TempDir
	Path folder;

	private volatile boolean healthy = true;

	private volatile String failing = "";

	private volatile Context context;

	private Optional<GpioHeader> header = Optional.empty();

	private record Event(String use, boolean high, long nanos) {
	}

	@AfterEach
	void close() {
		this.header.ifPresent(GpioHeader::close);
	}

	private void open(Map<String, String> properties) throws CameraException {
		open(properties, this::mock);
	}

	private void open(Map<String, String> properties, Supplier<Context> contexts) throws CameraException {
		GpioConfiguration configuration = GpioConfiguration
			.of(new DriverProperties("pi", GpioConfiguration.PROPERTIES).read(properties), Optional.empty());
		this.header = GpioHeader.open(configuration, this.folder, contexts,
				new GpioHeader.Callbacks(() -> OptionalDouble.of(this.light.getAsDouble()), () -> this.healthy,
						this.nights::add, () -> this.resets.add(System.nanoTime())));
	}

	private Context mock() {
		this.context = Pi4J.newContextBuilder()
			.noAutoDetect()
			.disableShutdownHook()
			.add(new RecordingProvider(), MockDigitalInputProvider.newInstance())
			.build();
		return this.context;
	}

	@Test
	void withoutAPinNothingIsTouched() throws Exception {
		open(Map.of("day-night.mode", "night"), () -> {
			throw new AssertionError("touched");
		});
		assertThat(this.header).isEmpty();
	}

	@Test
	void onlyConfiguredPinsAreTouched() throws Exception {
		open(Map.of("gpio.status-led", "5"));
		await("status-led", true);
		assertThat(this.context.registry().all().keySet()).containsExactly("status-led");
		assertThat(((DigitalOutput) this.context.registry().get("status-led")).address()).isEqualTo(5);
	}

	@Test
	void theFilterIsPulsedAndItsLinesAreNeverBothHigh() throws Exception {
		open(FILTER);
		Event on = await("ir-cut-day", true);
		Event off = await("ir-cut-day", false);
		assertThat(off.nanos - on.nanos).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
		this.light = () -> 10;
		await("ir-light", true);
		Event night = await("ir-cut-night", true);
		assertThat(night.nanos - on.nanos).as("interval between two movements")
			.isGreaterThan(TimeUnit.MILLISECONDS.toNanos(700));
		await("ir-cut-night", false);
		// The light of the lamps is measured first.
		TimeUnit.MILLISECONDS.sleep(2100);
		this.light = () -> 120;
		await("ir-cut-day", true);
		assertThat(this.nights).containsExactly(true, false);
		this.header.ifPresent(GpioHeader::close);
		assertNeverBoth();
	}

	private final List<Event> seen = new CopyOnWriteArrayList<>();

	private void assertNeverBoth() {
		this.events.drainTo(this.seen);
		Map<String, Boolean> levels = new TreeMap<>();
		for (Event event : this.seen) {
			levels.put(event.use, event.high);
			assertThat(levels.getOrDefault("ir-cut-day", false) && levels.getOrDefault("ir-cut-night", false))
				.isFalse();
		}
		assertThat(levels.values()).as("all outputs are off at the end").containsOnly(false);
	}

	@Test
	void betweenTheThresholdsNothingChanges() throws Exception {
		open(FILTER);
		await("ir-cut-day", false);
		this.light = () -> 50;
		TimeUnit.MILLISECONDS.sleep(1500);
		assertThat(this.nights).isEmpty();
		this.light = () -> 20;
		await("ir-light", true);
		this.light = () -> 60;
		TimeUnit.MILLISECONDS.sleep(1500);
		assertThat(this.nights).containsExactly(true);
	}

	@Test
	void theOwnLampsDoNotMoveTheFilterBack() throws Exception {
		this.light = () -> isHigh("ir-light") ? 120 : 0.3;
		open(FILTER);
		await("ir-cut-night", true);
		TimeUnit.MILLISECONDS.sleep(4000);
		this.header.ifPresent(GpioHeader::close);
		this.events.drainTo(this.seen);
		assertThat(this.seen).filteredOn((event) -> event.use.startsWith("ir-cut") && event.high).hasSize(1);
		assertThat(this.nights).containsExactly(true);
	}

	@Test
	void aFilterWithOneLineIsHeldByItsLevel() throws Exception {
		this.light = () -> 1;
		open(Map.of("gpio.ir-cut-level", "17", "gpio.ir-cut-level-active-low", "true", "gpio.status-led", "5",
				"gpio.ir-cut-interval", "100ms", "day-night.delay", "100ms"));
		await("ir-cut-level", false);
		// The light of the lamps is measured first.
		TimeUnit.MILLISECONDS.sleep(1500);
		this.light = () -> 100;
		await("ir-cut-level", true);
		assertThat(Files.readString(this.folder.resolve("gpio-off"))).isEqualTo("17 1\n5 0\n");
		this.header.ifPresent(GpioHeader::close);
		GpioHeader.open(GpioConfiguration.of(new DriverProperties("pi", GpioConfiguration.PROPERTIES).read(Map.of()),
				Optional.empty()), this.folder, this::mock, null);
		assertThat(this.folder.resolve("gpio-off")).doesNotExist();
	}

	@Test
	void afterAFailureBothLinesAreLowAndThePinsAreTakenAgain() throws Exception {
		this.failing = "ir-light";
		open(FILTER);
		Await.until("the failure is reported",
				() -> this.header.orElseThrow().status().state() == PartStatus.State.FAILED);
		assertThat(this.header.orElseThrow().status().detail()).contains("group gpio");
		assertThat(isHigh("ir-cut-day")).isFalse();
		assertThat(isHigh("ir-cut-night")).isFalse();
		this.failing = "";
		Await.until("the pins work again",
				() -> this.header.orElseThrow().status().state() == PartStatus.State.WORKING);
	}

	@Test
	void aConfiguredLightSensorDecides() throws Exception {
		open(Map.of("gpio.ir-light", "22", "gpio.light-sensor", "23", "gpio.ir-cut-interval", "100ms",
				"day-night.delay", "100ms"));
		await("ir-light", false);
		input("light-sensor").mockState(DigitalState.HIGH);
		await("ir-light", true);
		assertThat(this.nights).containsExactly(true);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nightStartsAfterTheConfiguredDelay(boolean sensor) throws Exception {
		Map<String, String> properties = new TreeMap<>(
				Map.of("gpio.ir-light", "22", "gpio.ir-cut-interval", "100ms", "day-night.delay", "1200ms"));
		if (sensor) {
			properties.put("gpio.light-sensor", "23");
		}
		open(properties);
		await("ir-light", false);
		long start = System.nanoTime();
		if (sensor) {
			input("light-sensor").mockState(DigitalState.HIGH);
		}
		else {
			this.light = () -> 1;
		}
		Event night = await("ir-light", true);
		assertThat(night.nanos - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1200));
	}

	@ParameterizedTest
	@CsvSource({ "night, true", "day, false" })
	void aFixedModeNeedsNoLight(String mode, boolean lamps) throws Exception {
		this.light = () -> lamps ? 255 : 0;
		open(Map.of("gpio.ir-light", "22", "day-night.mode", mode, "day-night.delay", "100ms"));
		await("ir-light", lamps);
		await("ir-light", lamps);
		assertThat(this.header.orElseThrow().isNight()).isEqualTo(lamps);
	}

	@Test
	void theButtonResetsAfterFiveSecondsAndTheLedConfirmsIt() throws Exception {
		open(Map.of("gpio.reset-button", "24", "gpio.status-led", "5"));
		await("status-led", true);
		MockDigitalInput button = input("reset-button");
		button.mockState(DigitalState.HIGH);
		button.mockState(DigitalState.LOW);
		TimeUnit.MILLISECONDS.sleep(300);
		button.mockState(DigitalState.HIGH);
		long pressed = System.nanoTime();
		button.mockState(DigitalState.LOW);
		Long reset = this.resets.poll(30, TimeUnit.SECONDS);
		assertThat(reset).isNotNull();
		assertThat(reset - pressed).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(4990));
		await("status-led", false);
		await("status-led", true);
		await("status-led", false);
		assertThat(this.resets).isEmpty();
	}

	@Test
	void theLedBlinksWhileTheCameraFails() throws Exception {
		this.healthy = false;
		open(Map.of("gpio.status-led", "5", "gpio.status-led-active-low", "true"));
		await("status-led", false);
		await("status-led", true);
		await("status-led", false);
	}

	@ParameterizedTest
	@CsvSource({ "gpio.ir-cut-day, 28", "gpio.ir-light, 17", "gpio.status-led, x", "day-night.mode, dusk",
			"day-night.day-above, 5", "gpio.ir-cut-level, 5", "gpio.ir-cut-pulse, 2s",
			"gpio.ir-light-active-low, maybe" })
	void wrongPropertiesAreRefusedByName(String key, String value) {
		Map<String, String> properties = new TreeMap<>(Map.of("gpio.ir-cut-day", "17", "gpio.ir-cut-night", "27"));
		properties.put(key, value);
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> GpioConfiguration
				.of(new DriverProperties("pi", GpioConfiguration.PROPERTIES).read(properties), Optional.empty()))
			.withMessageStartingWith("camera.pi." + key + ": ");
	}

	@Test
	void theDirectionPinSwitchesThePtzLine() throws Exception {
		this.header = GpioHeader.open(
				GpioConfiguration.of(new DriverProperties("pi", GpioConfiguration.PROPERTIES).read(Map.of()),
						Optional.of(18)),
				this.folder, this::mock,
				new GpioHeader.Callbacks(OptionalDouble::empty, () -> true, this.nights::add, () -> {
				}));
		await("ptz-direction", false);
		Await.until("the pins are open", () -> this.header.orElseThrow().status().state() == PartStatus.State.WORKING);
		Await.until("the line can be switched", () -> {
			try {
				this.header.orElseThrow().direction().switchTo(true);
				return true;
			}
			catch (java.io.IOException ex) {
				return false;
			}
		});
		await("ptz-direction", true);
	}

	@Test
	void aFilterNeedsTwoLines() {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> GpioConfiguration.of(
				new DriverProperties("pi", GpioConfiguration.PROPERTIES).read(Map.of("gpio.ir-cut-day", "17")),
				Optional.empty()))
			.withMessageStartingWith("camera.pi.gpio.ir-cut-night: ");
	}

	private MockDigitalInput input(String use) throws Exception {
		Await.until("the input is open", () -> this.context != null && this.context.registry().exists(use));
		return this.context.registry().get(use);
	}

	private boolean isHigh(String use) {
		return ((DigitalOutput) this.context.registry().all().get(use)) != null
				&& ((DigitalOutput) this.context.registry().get(use)).isHigh();
	}

	/** Returns the next event of an output with a level. */
	private Event await(String use, boolean high) throws InterruptedException {
		while (true) {
			Event event = this.events.poll(20, TimeUnit.SECONDS);
			assertThat(event).as(use + " is " + high).isNotNull();
			this.seen.add(event);
			if (event.use.equals(use) && event.high == high) {
				return event;
			}
		}
	}

	/** Pi4J's mock provider with a record of each call that sets a level. */
	private final class RecordingProvider extends DigitalOutputProviderBase implements MockDigitalOutputProvider {

		RecordingProvider() {
			super("mock-recording", "mock outputs with a record");
		}

		@Override
		public DigitalOutput create(DigitalOutputConfig config) {
			DigitalOutput output = new MockDigitalOutput(this, config) {

				@Override
				public DigitalOutput state(DigitalState state) {
					if (config.id().equals(GpioHeaderTests.this.failing)) {
						throw new IllegalStateException("the line is gone");
					}
					GpioHeaderTests.this.events.add(new Event(config.id(), state.isHigh(), System.nanoTime()));
					return super.state(state);
				}
			};
			this.context.registry().add(output);
			return output;
		}

	}

}
