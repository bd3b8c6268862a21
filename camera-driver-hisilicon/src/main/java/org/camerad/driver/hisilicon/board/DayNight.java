package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;

/**
 * Switches filter and light between day and night as the light sensor says, once it has
 * said the same for the configured time. Only the configured pins are touched; a board
 * whose streamer drives them (its night mode) must not have them configured here.
 */
public final class DayNight implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(DayNight.class.getName());

	private static final long PERIOD_MILLIS = 250;

	private final Gpio gpio;

	private final GpioProperties pins;

	private final @Nullable IrCut filter;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-day-night");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable Boolean night;

	private @Nullable Boolean candidate;

	private long since;

	private volatile String trouble = "";

	/** Begins to watch the sensor, if there is one; otherwise {@link #show} decides. */
	DayNight(Gpio gpio, GpioProperties pins) {
		this.gpio = gpio;
		this.pins = pins;
		this.filter = pins.filter().map((pads) -> new IrCut(gpio, pads)).orElse(null);
		if (pins.sensor().isPresent()) {
			this.watch.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void look() {
		try {
			GpioProperties.Pin sensor = this.pins.sensor().orElseThrow();
			consider(this.gpio.read(sensor.number()) != sensor.inverted(), System.nanoTime());
		}
		catch (IOException | CameraException | RuntimeException ex) {
			if (this.trouble.isEmpty()) {
				LOGGER.log(Level.WARNING, "Day and night cannot be told apart or shown: {0}", ex.getMessage());
			}
			this.trouble = String.valueOf(ex.getMessage());
		}
	}

	private synchronized void consider(boolean dark, long now) throws CameraException {
		if (!Boolean.valueOf(dark).equals(this.candidate)) {
			this.candidate = dark;
			this.since = now;
		}
		boolean first = this.night == null;
		boolean lasting = now - this.since >= this.pins.delay().toNanos();
		if (!Boolean.valueOf(dark).equals(this.night) && (first || lasting)) {
			show(dark);
		}
		this.trouble = "";
	}

	/**
	 * Shows day or night: filter away and light on, or the other way round.
	 * @throws CameraException UNAVAILABLE when a pin cannot be driven
	 */
	public synchronized void show(boolean dark) throws CameraException {
		Optional<GpioProperties.Pin> light = this.pins.light();
		try {
			if (light.isPresent()) {
				this.gpio.drive(light.get().number(), dark != light.get().inverted());
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the light cannot be switched: " + ex.getMessage(), ex);
		}
		if (this.filter != null) {
			this.filter.move(!dark);
		}
		this.night = dark;
		LOGGER.log(Level.INFO, dark ? "Night: the infrared filter is out" : "Day: the infrared filter is in");
	}

	/** How it is, when pins are configured. */
	Optional<PartStatus> status() {
		String detail = this.trouble;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("day-night", PartStatus.State.FAILED, detail));
	}

	/** Leaves filter and light as they are, and the filter's coil without current. */
	@Override
	public void close() {
		this.watch.shutdownNow();
		try {
			if (this.filter != null) {
				this.filter.bothLow();
			}
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "The infrared filter''s pins cannot be driven low: {0}", ex.getMessage());
		}
	}

}
