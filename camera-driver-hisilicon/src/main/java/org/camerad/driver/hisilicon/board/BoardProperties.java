package org.camerad.driver.hisilicon.board;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.hisilicon.*} about the board: {@code root}, {@code
 * run-with}, {@code network.*}, {@code gpio.*}, {@code watchdog}.
 *
 * @param root the root folder of the board
 * @param runWith the words before each command of the board
 * @param interfaceName the network interface
 * @param confirm the time in which the gateway must respond after a network change
 * @param gpio the pins
 * @param watchdog whether this service owns the watchdog
 */
public record BoardProperties(Path root, List<String> runWith, String interfaceName, Duration confirm,
		GpioProperties gpio, boolean watchdog) {

	private static final IntRange PINS = new IntRange(0, 1023);

	private static final PropertyKind<GpioProperties.Pin> PIN = PropertyKind
		.matching("!?[0-9]{1,4}", "a pin, with ! if low means on")
		.map(BoardProperties::pin);

	private static final Property<Path> ROOT = Property.of("root", PropertyKind.absolutePath("/board"), "/",
			"root folder of the board");

	private static final Property<List<String>> RUN_WITH = Property.optional("run-with",
			PropertyKind.text("words such as chroot /board").map((text) -> List.of(text.split("\\s+"))),
			"words before each command of the board");

	private static final Property<String> NETWORK_INTERFACE = Property.of("network.interface",
			PropertyKind.matching("[a-z][a-z0-9]{0,14}", "a name such as eth0"), "eth0", "network interface");

	private static final Property<Duration> NETWORK_CONFIRM = Property.of("network.confirm",
			PropertyKind.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)), "30s",
			"time for the gateway to respond");

	private static final Property<List<Integer>> IR_CUT = Property.optional("gpio.ir-cut",
			new PropertyKind<>("two different pins from 0 to 1023 such as 10,11", BoardProperties::pads),
			"pads: filter in and out");

	private static final Property<Duration> IR_CUT_PULSE = Property.of("gpio.ir-cut-pulse",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofSeconds(1)), "500ms", "length of pulse and pause");

	private static final Property<GpioProperties.Pin> LIGHT = Property.optional("gpio.light", PIN, "infrared light");

	private static final Property<GpioProperties.Pin> LIGHT_SENSOR = Property.optional("gpio.light-sensor", PIN,
			"light sensor, on in the dark");

	private static final Property<GpioProperties.Pin> RESET_BUTTON = Property.optional("gpio.reset-button", PIN,
			"factory reset when on for 5 s");

	private static final Property<Duration> DELAY = Property.of("gpio.delay",
			PropertyKind.duration(Duration.ZERO, Duration.ofMinutes(10)), "5s", "time that the sensor must be stable");

	private static final Property<Boolean> WATCHDOG = Property.of("watchdog", PropertyKind.flag(), "false",
			"whether this service owns `/dev/watchdog`");

	/** The properties of the board. */
	public static final List<Property<?>> PROPERTIES = List.of(ROOT, RUN_WITH, NETWORK_INTERFACE, NETWORK_CONFIRM,
			IR_CUT, IR_CUT_PULSE, LIGHT, LIGHT_SENSOR, RESET_BUTTON, DELAY, WATCHDOG);

	/**
	 * Reads the configuration.
	 * @throws CameraException REFUSED if two properties have the same pin
	 */
	public static BoardProperties of(PropertyValues values) throws CameraException {
		return new BoardProperties(values.get(ROOT), values.find(RUN_WITH).orElse(List.of()),
				values.get(NETWORK_INTERFACE), values.get(NETWORK_CONFIRM), gpio(values), values.get(WATCHDOG));
	}

	private static GpioProperties gpio(PropertyValues values) throws CameraException {
		Optional<GpioProperties.Filter> filter = values.find(IR_CUT)
			.map((pads) -> new GpioProperties.Filter(pads.get(0), pads.get(1), values.get(IR_CUT_PULSE)));
		GpioProperties gpio = new GpioProperties(filter, values.find(LIGHT), values.find(LIGHT_SENSOR),
				values.find(RESET_BUTTON), values.get(DELAY));
		List<Integer> used = gpio.numbers();
		if (used.stream().distinct().count() != used.size()) {
			throw values.wrong(LIGHT, "a pin can do one thing only: " + used);
		}
		return gpio;
	}

	private static GpioProperties.Pin pin(String text) {
		boolean inverted = text.startsWith("!");
		return new GpioProperties.Pin(Integer.parseInt(inverted ? text.substring(1) : text), inverted);
	}

	private static Optional<List<Integer>> pads(String text) {
		List<Integer> pads = Stream.of(text.split(",", -1))
			.map(String::strip)
			.filter((word) -> word.matches("[0-9]{1,4}"))
			.map(Integer::valueOf)
			.filter(PINS::contains)
			.distinct()
			.toList();
		return Optional.of(pads).filter((list) -> list.size() == 2 && text.split(",", -1).length == 2);
	}

}
