package org.camerad.driver.hisilicon.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The functions of the pins. A pin that is not configured is never touched.
 *
 * @param filter the pads of the infrared filter
 * @param light the infrared light
 * @param sensor the light sensor, which decides between day and night
 * @param button the reset button
 * @param delay the time in which the sensor must not change before the switch
 */
public record GpioProperties(Optional<Filter> filter, Optional<Pin> light, Optional<Pin> sensor, Optional<Pin> button,
		Duration delay) {

	/**
	 * A pin.
	 *
	 * @param number the number of the kernel
	 * @param inverted whether low means on
	 */
	public record Pin(int number, boolean inverted) {
	}

	/**
	 * The two pads of the filter.
	 *
	 * @param in the pad whose pulse moves the filter in front of the sensor
	 * @param out the pad whose pulse moves the filter away
	 * @param pulse the length of a pulse
	 */
	public record Filter(int in, int out, Duration pulse) {
	}

	boolean showsDayAndNight() {
		return this.filter.isPresent() || this.light.isPresent() || this.sensor.isPresent();
	}

	/** Returns all configured pins. */
	List<Integer> numbers() {
		return Stream
			.of(this.filter.stream().flatMap((pads) -> Stream.of(pads.in(), pads.out())),
					this.light.stream().map(Pin::number), this.sensor.stream().map(Pin::number),
					this.button.stream().map(Pin::number))
			.flatMap((each) -> each)
			.toList();
	}

}
