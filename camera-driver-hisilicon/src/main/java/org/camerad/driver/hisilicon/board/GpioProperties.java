package org.camerad.driver.hisilicon.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pins do what on this board. Without a pin here none is touched.
 *
 * @param filter the infrared filter's pads
 * @param light the infrared light
 * @param sensor the light sensor, which decides between day and night
 * @param button the reset button
 * @param delay how long the sensor must say the same before anything moves
 */
public record GpioProperties(Optional<Filter> filter, Optional<Pin> light, Optional<Pin> sensor, Optional<Pin> button,
		Duration delay) {

	/**
	 * A pin.
	 *
	 * @param number the kernel's number
	 * @param inverted whether low means on
	 */
	public record Pin(int number, boolean inverted) {
	}

	/**
	 * The filter's two pads.
	 *
	 * @param in a pulse on it moves the filter in front of the sensor
	 * @param out a pulse on it moves the filter away
	 * @param pulse how long a pulse is
	 */
	public record Filter(int in, int out, Duration pulse) {
	}

	boolean showsDayAndNight() {
		return this.filter.isPresent() || this.light.isPresent() || this.sensor.isPresent();
	}

	/** All pins that are configured. */
	List<Integer> numbers() {
		return Stream
			.of(this.filter.stream().flatMap((pads) -> Stream.of(pads.in(), pads.out())),
					this.light.stream().map(Pin::number), this.sensor.stream().map(Pin::number),
					this.button.stream().map(Pin::number))
			.flatMap((each) -> each)
			.toList();
	}

}
