package org.camerad.driver.pi.gpio;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.pi4j.context.Context;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.gpio.GpioConfiguration.DayNight;
import org.camerad.driver.support.daynight.IrCutFilter;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.pelcod.LineDirection;
import org.camerad.driver.pi.gpio.GpioConfiguration.Use;
import org.jspecify.annotations.Nullable;

/**
 * The devices at the board's GPIO header, served by one thread. Pins that cannot be
 * opened are retried every 10 s.
 */
public final class GpioHeader implements AutoCloseable {

	private static final Logger logger = System.getLogger(GpioHeader.class.getName());

	/** The time for which the reset button must be held. */
	private static final long RESET_HOLD_MILLIS = 5000;

	private static final long TICK_MILLIS = 100;

	private static final int RETRY_TICKS = 100;

	/** Without a reading for 30 s the light is unknown. */
	private static final int LIGHT_TICKS = 300;

	/** Fast blinking for 3 s confirms the reset button. */
	private static final int CONFIRMATION_TICKS = 30;

	private final GpioConfiguration configuration;

	private final Supplier<Context> contexts;

	private final Callbacks callbacks;

	private final NightDecision decision;

	private final SafeLevels safeLevels;

	private final Optional<IrCutFilter> filter;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "camera-pi-gpio");
		thread.setDaemon(true);
		return thread;
	});

	private volatile @Nullable Pins pins;

	private @Nullable ScheduledFuture<?> resetTimer;

	private int tick;

	private int retryTick;

	private int confirmationEnd;

	private int lightTick;

	private volatile boolean lightUnknown;

	private volatile boolean night;

	private volatile String problem = "";

	/**
	 * The functions through which the header reads and informs the camera. All run on the
	 * header's thread and must not block.
	 *
	 * @param light the light of the scene in lux; empty without a picture
	 * @param healthy whether the camera delivers pictures, for the status LED
	 * @param onNight receives true at the change to night, false at the change to day
	 * @param onReset runs after the reset button was held for 5 s
	 */
	public record Callbacks(Supplier<OptionalDouble> light, Supplier<Boolean> healthy,
			java.util.function.Consumer<Boolean> onNight, Runnable onReset) {
	}

	private GpioHeader(GpioConfiguration configuration, Supplier<Context> contexts, SafeLevels safeLevels,
			Callbacks callbacks) {
		this.configuration = configuration;
		this.contexts = contexts;
		this.callbacks = callbacks;
		this.safeLevels = safeLevels;
		this.decision = new NightDecision(configuration.dayNight(), configuration.irCutInterval());
		this.filter = configuration.pins().containsKey(Use.IR_CUT_DAY)
				? Optional
					.of(new IrCutFilter(this::driveFilter, configuration.irCutPulse(), configuration.irCutInterval()))
				: Optional.empty();
	}

	/**
	 * Starts to serve the pins; returns without waiting for them.
	 * @param folder the driver's folder, for the levels that switch the outputs off
	 * @param model the device tree's file with the model's name
	 * @return empty if no pin is configured
	 */
	public static Optional<GpioHeader> open(GpioConfiguration configuration, Path folder, Path model,
			Callbacks callbacks) {
		return open(configuration, folder, () -> Pins.createContext(model), callbacks);
	}

	static Optional<GpioHeader> open(GpioConfiguration configuration, Path folder, Supplier<Context> contexts,
			Callbacks callbacks) {
		SafeLevels safeLevels = new SafeLevels(folder);
		if (configuration.pins().isEmpty()) {
			safeLevels.write(configuration);
			return Optional.empty();
		}
		GpioHeader header = new GpioHeader(configuration, contexts, safeLevels, callbacks);
		header.executor.scheduleWithFixedDelay(header::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
		return Optional.of(header);
	}

	/** Returns whether the camera is in night mode. Any thread. */
	public boolean isNight() {
		return this.night;
	}

	/**
	 * Returns the switch for the direction of the PTZ line, for the line's own thread. It
	 * throws {@link IOException} while the pins cannot be used.
	 */
	public LineDirection direction() {
		return (sending) -> {
			Pins present = this.pins;
			if (present == null) {
				throw new IOException("the pin of camera.pi.ptz.direction-gpio cannot be used");
			}
			present.set(Use.PTZ_DIRECTION, sending);
		};
	}

	/** Returns the status of the pins and of the change of day and night. Any thread. */
	public PartStatus status() {
		if (!this.problem.isEmpty()) {
			return new PartStatus("gpio", PartStatus.State.FAILED, this.problem);
		}
		String detail = this.configuration.pins().size() + " pins, " + (this.night ? "night" : "day");
		if (!this.decision.problem().isEmpty()) {
			return new PartStatus("gpio", PartStatus.State.IMPAIRED, detail + "; " + this.decision.problem());
		}
		return this.lightUnknown
				? new PartStatus("gpio", PartStatus.State.IMPAIRED,
						detail + "; the light is unknown, because the camera program gives no metadata")
				: new PartStatus("gpio", PartStatus.State.WORKING, detail);
	}

	private void tick() {
		this.tick++;
		try {
			Pins present = this.pins;
			if (present == null && this.tick >= this.retryTick) {
				present = openPins();
			}
			if (present != null) {
				update(present);
				this.problem = "";
			}
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			recordFailure(ex);
		}
	}

	private Pins openPins() {
		this.safeLevels.write(this.configuration);
		Pins opened = new Pins(this.configuration, this.contexts.get());
		this.pins = opened;
		opened.listen(Use.RESET_BUTTON, (pressed) -> this.executor.execute(() -> onButton(pressed)));
		return opened;
	}

	private void driveFilter(boolean night, boolean high) throws IOException {
		Pins present = this.pins;
		if (present == null) {
			throw new IOException("the pins of the IR-cut filter cannot be used");
		}
		present.set(night ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY, high);
	}

	private void recordFailure(Throwable reason) {
		String message = "the GPIO pins cannot be used: " + Reason.of(reason)
				+ "; check that the service's user is in the group gpio and that no other program uses the pins";
		if (!message.equals(this.problem)) {
			logger.log(Level.WARNING, message, reason);
		}
		this.problem = message.replaceAll("\\s+", " ");
		this.retryTick = this.tick + RETRY_TICKS;
		closePins();
	}

	private void update(Pins present) throws IOException {
		Optional<Boolean> decided = decide(present);
		if (decided.isPresent()) {
			apply(decided.get(), present);
		}
		present.set(Use.STATUS_LED, isLedOn());
	}

	private void apply(boolean dark, Pins present) throws IOException {
		if (dark != this.night) {
			logger.log(Level.INFO, "the camera switches to {0}", dark ? "night" : "day");
			this.night = dark;
			this.callbacks.onNight.accept(dark);
		}
		present.set(Use.IR_LIGHT, dark);
		present.set(Use.IR_CUT_LEVEL, dark);
		if (this.filter.isPresent() && !this.filter.get().isResting()
				&& !this.filter.get().atNight().equals(Optional.of(dark))) {
			this.filter.get().move(dark);
		}
	}

	/** Returns whether it is night; empty before the first decision. */
	private Optional<Boolean> decide(Pins present) {
		DayNight settings = this.configuration.dayNight();
		if (!this.configuration.hasNightVision() || settings.mode() != DayNight.Mode.AUTO) {
			return Optional.of(this.configuration.hasNightVision() && settings.mode() == DayNight.Mode.NIGHT);
		}
		Optional<Boolean> sensor = present.get(Use.LIGHT_SENSOR);
		if (sensor.isPresent()) {
			this.decision.noteSensor(sensor.get(), System.nanoTime());
		}
		else if (this.tick % 10 == 1) {
			noteLight();
		}
		return this.decision.night();
	}

	private void noteLight() {
		OptionalDouble light = this.callbacks.light.get();
		if (light.isPresent()) {
			this.lightTick = this.tick;
			this.decision.noteLux(light.getAsDouble(), System.nanoTime());
		}
		this.lightUnknown = this.tick - this.lightTick > LIGHT_TICKS;
		if (this.lightUnknown) {
			this.decision.assumeDay(System.nanoTime());
		}
	}

	/**
	 * Returns the LED's level: on while the camera is healthy, one blink per second
	 * otherwise, fast blinking after the reset button.
	 */
	private boolean isLedOn() {
		if (this.tick < this.confirmationEnd) {
			return this.tick % 2 == 0;
		}
		return this.callbacks.healthy.get() || this.tick % 10 < 5;
	}

	private void onButton(boolean pressed) {
		ScheduledFuture<?> former = this.resetTimer;
		if (former != null) {
			former.cancel(false);
			this.resetTimer = null;
		}
		if (pressed) {
			this.resetTimer = this.executor.schedule(this::onButtonHeld, RESET_HOLD_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void onButtonHeld() {
		Pins present = this.pins;
		if (present != null && present.get(Use.RESET_BUTTON).orElse(false)) {
			logger.log(Level.WARNING, "the reset button was held for {0} s; starting a factory reset",
					RESET_HOLD_MILLIS / 1000);
			this.confirmationEnd = this.tick + CONFIRMATION_TICKS;
			this.callbacks.onReset.run();
		}
	}

	private void closePins() {
		Pins present = this.pins;
		this.pins = null;
		if (present != null) {
			try {
				present.close();
			}
			catch (RuntimeException ex) {
				logger.log(Level.DEBUG, "closing the GPIO pins failed", ex);
			}
		}
	}

	@Override
	public void close() {
		if (this.executor.isShutdown()) {
			return;
		}
		this.executor.execute(this::closePins);
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(3, TimeUnit.SECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
