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
 * The values of {@code camera.hisilicon.*} about the board: {@code root},
 * {@code run-with}, {@code network.*}, {@code gpio.*}, {@code watchdog}.
 *
 * @param root where the board's root is
 * @param runWith words before each of the board's commands
 * @param interfaceName the network interface
 * @param confirm how long the gateway has to answer after a change of the network
 * @param gpio the pins
 * @param watchdog whether this service owns the watchdog
 */
public record BoardProperties(Path root, List<String> runWith, String interfaceName, Duration confirm,
		GpioProperties gpio, boolean watchdog) {

	private static final IntRange PINS = new IntRange(0, 1023);

	private static final PropertyKind<GpioProperties.Pin> PIN = PropertyKind
		.matching("!?[0-9]{1,4}", "a pin's number, with ! before it when low means on")
		.map(BoardProperties::pin);

	private static final Property<Path> ROOT = Property.of("root", PropertyKind.absolutePath("/board"), "/",
			"where the board's root is, for a service that runs in a root of its own (bind-mounted)");

	private static final Property<List<String>> RUN_WITH = Property.optional("run-with",
			PropertyKind.text("words such as chroot /board").map((text) -> List.of(text.split("\\s+"))),
			"words before each of the board's commands");

	private static final Property<String> NETWORK_INTERFACE = Property.of("network.interface",
			PropertyKind.matching("[a-z][a-z0-9]{0,14}", "a name such as eth0"), "eth0",
			"the interface; its file is the one of that name in `/etc/network/interfaces.d`");

	private static final Property<Duration> NETWORK_CONFIRM = Property.of("network.confirm",
			PropertyKind.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)), "30s",
			"how long the gateway has to answer after a change");

	private static final Property<List<Integer>> IR_CUT = Property.optional("gpio.ir-cut",
			new PropertyKind<>("two different pins from 0 to 1023 such as 10,11", BoardProperties::pads),
			"a pulse on the first moves the filter in front of the sensor, on the second away");

	private static final Property<Duration> IR_CUT_PULSE = Property.of("gpio.ir-cut-pulse",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofSeconds(1)), "500ms",
			"how long a pulse is; also the rest between two moves");

	private static final Property<GpioProperties.Pin> LIGHT = Property.optional("gpio.light", PIN,
			"the infrared light");

	private static final Property<GpioProperties.Pin> LIGHT_SENSOR = Property.optional("gpio.light-sensor", PIN,
			"the light sensor, on in the dark");

	private static final Property<GpioProperties.Pin> RESET_BUTTON = Property.optional("gpio.reset-button", PIN,
			"a button that is on when pressed: held for five seconds it is a factory reset");

	private static final Property<Duration> DELAY = Property.of("gpio.delay",
			PropertyKind.duration(Duration.ZERO, Duration.ofMinutes(10)), "5s",
			"how long the sensor must say the same");

	private static final Property<Boolean> WATCHDOG = Property.of("watchdog", PropertyKind.flag(), "false",
			"whether this service owns `/dev/watchdog`");

	/** The properties that it is read from. */
	public static final List<Property<?>> PROPERTIES = List.of(ROOT, RUN_WITH, NETWORK_INTERFACE, NETWORK_CONFIRM,
			IR_CUT, IR_CUT_PULSE, LIGHT, LIGHT_SENSOR, RESET_BUTTON, DELAY, WATCHDOG);

	/**
	 * Reads the configuration.
	 * @throws CameraException REFUSED when two properties have the same pin
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
