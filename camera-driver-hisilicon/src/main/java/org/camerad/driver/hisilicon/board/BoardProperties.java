package org.camerad.driver.hisilicon.board;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.hisilicon.properties.Keys;

/**
 * What {@code camera.hisilicon.*} says of the board: {@code root}, {@code run-with},
 * {@code network.*}, {@code gpio.*}, {@code watchdog}.
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

	private static final String PIN = "!?[0-9]{1,4}";

	/** Takes its properties from the driver's. */
	public static BoardProperties of(Keys keys) throws CameraException {
		Path root = Path.of(keys.text("root", "/.*", "an absolute path").orElse("/"));
		List<String> runWith = keys.text("run-with").map((words) -> List.of(words.split("\\s+"))).orElse(List.of());
		String interfaceName = keys.text("network.interface", "[a-z][a-z0-9]{0,14}", "a name such as eth0")
			.orElse("eth0");
		Duration confirm = keys.duration("network.confirm", Duration.ofSeconds(30), Duration.ofSeconds(1),
				Duration.ofMinutes(10));
		return new BoardProperties(root, runWith, interfaceName, confirm, gpio(keys), keys.flag("watchdog", false));
	}

	private static GpioProperties gpio(Keys keys) throws CameraException {
		List<Integer> pads = keys.numbers("gpio.ir-cut", 2, PINS);
		Duration pulse = keys.duration("gpio.ir-cut-pulse", Duration.ofMillis(500), Duration.ofMillis(100),
				Duration.ofSeconds(1));
		Optional<GpioProperties.Filter> filter = pads.isEmpty() ? Optional.empty()
				: Optional.of(new GpioProperties.Filter(pads.get(0), pads.get(1), pulse));
		GpioProperties gpio = new GpioProperties(filter, pin(keys, "gpio.light"), pin(keys, "gpio.light-sensor"),
				pin(keys, "gpio.reset-button"),
				keys.duration("gpio.delay", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(10)));
		List<Integer> used = gpio.numbers();
		if (used.stream().distinct().count() != used.size()) {
			throw Keys.wrong("gpio.light", "a pin can do one thing only: " + used);
		}
		return gpio;
	}

	private static Optional<GpioProperties.Pin> pin(Keys keys, String key) throws CameraException {
		return keys.text(key, PIN, "a pin's number, with ! before it when low means on,").map((text) -> {
			boolean inverted = text.startsWith("!");
			return new GpioProperties.Pin(Integer.parseInt(inverted ? text.substring(1) : text), inverted);
		});
	}

}
