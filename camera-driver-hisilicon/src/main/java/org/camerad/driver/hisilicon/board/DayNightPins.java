package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.PartStatus;
import org.camerad.driver.support.daynight.DayNightSwitch;
import org.camerad.driver.support.daynight.IrCutFilter;

/**
 * Infrared filter and light, switched by the light sensor. Without a sensor nothing
 * moves. Only configured pins are driven. If the streamer drives them (its night mode),
 * do not configure them here.
 */
final class DayNightPins implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(DayNightPins.class.getName());

	private static final long PERIOD_MILLIS = 250;

	private final Gpio gpio;

	private final GpioProperties pins;

	private final @Nullable IrCutFilter filter;

	private final DayNightSwitch dayNight;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-day-night");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable Boolean lastNight;

	private volatile String problem = "";

	/** Starts to poll the sensor, if there is one. */
	DayNightPins(Gpio gpio, GpioProperties pins) {
		this.gpio = gpio;
		this.pins = pins;
		this.filter = pins.filter()
			.map((pads) -> new IrCutFilter((night, high) -> gpio.drive(night ? pads.out() : pads.in(), high),
					pads.pulse(), pads.pulse()))
			.orElse(null);
		this.dayNight = DayNightSwitch.undecided(pins.delay());
		if (pins.sensor().isPresent()) {
			this.watch.scheduleWithFixedDelay(() -> poll(pins.sensor().get()), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void poll(GpioProperties.Pin sensor) {
		try {
			boolean dark = this.gpio.read(sensor.number()) != sensor.inverted();
			boolean night = this.dayNight.noteDark(dark, System.nanoTime());
			if (!Boolean.valueOf(night).equals(this.lastNight)) {
				switchTo(night);
				this.lastNight = night;
			}
			this.problem = "";
		}
		catch (IOException | RuntimeException ex) {
			if (this.problem.isEmpty()) {
				LOGGER.log(Level.WARNING, "The switch between day and night failed: {0}", Reason.of(ex));
			}
			this.problem = Reason.of(ex);
		}
	}

	/** Switches to night (filter out, light on) or to day. */
	private void switchTo(boolean night) throws IOException {
		Optional<GpioProperties.Pin> light = this.pins.light();
		if (light.isPresent()) {
			this.gpio.drive(light.get().number(), night != light.get().inverted());
		}
		if (this.filter != null) {
			this.filter.move(night);
		}
		LOGGER.log(Level.INFO, night ? "Night: the infrared filter is out" : "Day: the infrared filter is in");
	}

	/** Returns the status if there is a problem. */
	Optional<PartStatus> status() {
		String detail = this.problem;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("day-night", PartStatus.State.FAILED, detail));
	}

	/**
	 * Stops polling. Filter and light keep their state; the filter's coil is without
	 * current.
	 */
	@Override
	public void close() {
		this.watch.shutdownNow();
		try {
			if (this.filter != null) {
				this.filter.bothLow();
			}
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "The infrared filter''s pins cannot be driven low: {0}", Reason.of(ex));
		}
	}

}
