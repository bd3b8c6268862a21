package org.camerad.driver.pi.gpio;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.pi4j.context.Context;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.gpio.GpioConfiguration.DayNight;
import org.camerad.driver.support.daynight.DayNightSwitch;
import org.camerad.driver.support.daynight.IrCutFilter;
import org.camerad.driver.support.pelcod.LineDirection;
import org.camerad.driver.pi.gpio.GpioConfiguration.Use;
import org.jspecify.annotations.Nullable;

/**
 * The devices at the pins, all served by one thread. Pins that cannot be had are tried
 * again until they can.
 */
public final class GpioHeader implements AutoCloseable {

	private static final Logger logger = System.getLogger(GpioHeader.class.getName());

	/** How long the reset button is to be held. */
	private static final long RESET_HOLD_MILLIS = 5000;

	private static final long TICK_MILLIS = 100;

	private static final int RETRY_TICKS = 100;

	/** A fast blinking, four times a second, says that the button was understood. */
	private static final int CONFIRMATION_TICKS = 30;

	private final GpioConfiguration configuration;

	private final Supplier<Context> contexts;

	private final Callbacks callbacks;

	private final DayNightSwitch dayNight;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "camera-pi-gpio");
		thread.setDaemon(true);
		return thread;
	});

	private volatile @Nullable Pins pins;

	private @Nullable IrCutFilter filter;

	private @Nullable ScheduledFuture<?> resetTimer;

	private int tick;

	private int retryTick;

	private int confirmationEnd;

	private volatile boolean night;

	private volatile String problem = "";

	/**
	 * Who is told, and who is asked.
	 *
	 * @param light mean brightness of the picture, 0 to 255, empty without a picture
	 * @param healthy whether the camera does its work, for the LED
	 * @param onNight told when it gets night or day
	 * @param onReset told when the button was held long enough
	 */
	public record Callbacks(Supplier<OptionalInt> light, Supplier<Boolean> healthy,
			java.util.function.Consumer<Boolean> onNight, Runnable onReset) {
	}

	private GpioHeader(GpioConfiguration configuration, Supplier<Context> contexts, Callbacks callbacks) {
		this.configuration = configuration;
		this.contexts = contexts;
		this.callbacks = callbacks;
		this.dayNight = DayNightSwitch.atDay(configuration.dayNight().delay());
	}

	/** Opens the pins, if any is configured. */
	public static Optional<GpioHeader> open(GpioConfiguration configuration, Callbacks callbacks) {
		return open(configuration, Pins::createContext, callbacks);
	}

	static Optional<GpioHeader> open(GpioConfiguration configuration, Supplier<Context> contexts, Callbacks callbacks) {
		if (configuration.pins().isEmpty()) {
			return Optional.empty();
		}
		GpioHeader header = new GpioHeader(configuration, contexts, callbacks);
		header.executor.scheduleWithFixedDelay(header::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
		return Optional.of(header);
	}

	/** Whether the camera sees by its own light. */
	public boolean isNight() {
		return this.night;
	}

	/** Switches the head's line, from the line's own thread. */
	public LineDirection direction() {
		return (sending) -> {
			Pins present = this.pins;
			if (present == null) {
				throw new IOException("the pin that switches the line cannot be used");
			}
			present.set(Use.PTZ_DIRECTION, sending);
		};
	}

	public PartStatus status() {
		String current = this.problem;
		return current.isEmpty()
				? new PartStatus("gpio", PartStatus.State.WORKING,
						this.configuration.pins().size() + " pins, " + (this.night ? "night" : "day"))
				: new PartStatus("gpio", PartStatus.State.FAILED, current);
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
		Pins opened = new Pins(this.configuration, this.contexts.get());
		this.pins = opened;
		this.filter = opened.has(Use.IR_CUT_DAY)
				? new IrCutFilter((night, high) -> opened.set(night ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY, high),
						this.configuration.irCutPulse(), this.configuration.irCutInterval())
				: null;
		opened.listen(Use.RESET_BUTTON, (pressed) -> this.executor.execute(() -> onButton(pressed)));
		return opened;
	}

	private void recordFailure(Throwable reason) {
		String message = "the pins cannot be used: " + reason.getMessage()
				+ " (is the service's user in the group gpio, and no other program at the pins?)";
		if (!message.equals(this.problem)) {
			logger.log(Level.WARNING, message, reason);
		}
		this.problem = message.replaceAll("\\s+", " ");
		this.retryTick = this.tick + RETRY_TICKS;
		closePins();
	}

	private void update(Pins present) throws IOException {
		boolean dark = isDark(present);
		if (dark != this.night) {
			logger.log(Level.INFO, "it is {0} now", dark ? "night" : "day");
			this.night = dark;
			this.callbacks.onNight.accept(dark);
		}
		present.set(Use.IR_LIGHT, dark);
		IrCutFilter cut = this.filter;
		if (cut != null && !cut.isResting() && !cut.atNight().equals(Optional.of(dark))) {
			cut.move(dark);
		}
		present.set(Use.STATUS_LED, isLedOn());
	}

	private boolean isDark(Pins present) {
		DayNight settings = this.configuration.dayNight();
		if (!this.configuration.hasNightVision() || settings.mode() != DayNight.Mode.AUTO) {
			return this.configuration.hasNightVision() && settings.mode() == DayNight.Mode.NIGHT;
		}
		Optional<Boolean> sensor = present.get(Use.LIGHT_SENSOR);
		if (sensor.isPresent()) {
			return this.dayNight.noteDark(sensor.get(), System.nanoTime());
		}
		OptionalInt light = (this.tick % 10 == 1) ? this.callbacks.light.get() : OptionalInt.empty();
		return light.isPresent() ? this.dayNight.noteLight(light.getAsInt(), settings.nightBelow(), settings.dayAbove(),
				System.nanoTime()) : this.dayNight.isNight();
	}

	/**
	 * On while all is well, one blink a second otherwise, a fast one as a confirmation.
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
			logger.log(Level.WARNING, "the reset button was held for {0} s", RESET_HOLD_MILLIS / 1000);
			this.confirmationEnd = this.tick + CONFIRMATION_TICKS;
			this.callbacks.onReset.run();
		}
	}

	private void closePins() {
		Pins present = this.pins;
		this.pins = null;
		this.filter = null;
		if (present != null) {
			try {
				present.close();
			}
			catch (RuntimeException ex) {
				logger.log(Level.DEBUG, "the pins were not given back in order", ex);
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
