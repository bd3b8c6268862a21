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
public final class Header implements AutoCloseable {

	private static final Logger logger = System.getLogger(Header.class.getName());

	/** How long the reset button is to be held. */
	private static final long HOLD_MILLIS = 5000;

	private static final long TICK_MILLIS = 100;

	private static final int RETRY_TICKS = 100;

	/** A fast blinking, four times a second, says that the button was understood. */
	private static final int CONFIRM_TICKS = 30;

	private final GpioConfiguration configuration;

	private final Supplier<Context> contexts;

	private final Surroundings surroundings;

	private final DayNightSwitch dayNight;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "camera-pi-gpio");
		thread.setDaemon(true);
		return thread;
	});

	private volatile @Nullable Pins pins;

	private @Nullable IrCutFilter filter;

	private @Nullable ScheduledFuture<?> held;

	private int tick;

	private int openAt;

	private int confirmUntil;

	private volatile boolean night;

	private volatile String trouble = "";

	/**
	 * Who is told, and who is asked.
	 *
	 * @param light mean brightness of the picture, 0 to 255, empty without a picture
	 * @param healthy whether the camera does its work, for the LED
	 * @param onNight told when it gets night or day
	 * @param onReset told when the button was held long enough
	 */
	public record Surroundings(Supplier<OptionalInt> light, Supplier<Boolean> healthy,
			java.util.function.Consumer<Boolean> onNight, Runnable onReset) {
	}

	private Header(GpioConfiguration configuration, Supplier<Context> contexts, Surroundings surroundings) {
		this.configuration = configuration;
		this.contexts = contexts;
		this.surroundings = surroundings;
		this.dayNight = DayNightSwitch.atDay(configuration.dayNight().delay());
	}

	/** Opens the pins, if any is configured. */
	public static Optional<Header> open(GpioConfiguration configuration, Surroundings surroundings) {
		return open(configuration, Pins::header, surroundings);
	}

	static Optional<Header> open(GpioConfiguration configuration, Supplier<Context> contexts,
			Surroundings surroundings) {
		if (configuration.pins().isEmpty()) {
			return Optional.empty();
		}
		Header header = new Header(configuration, contexts, surroundings);
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
		String wrong = this.trouble;
		return wrong.isEmpty()
				? new PartStatus("gpio", PartStatus.State.WORKING,
						this.configuration.pins().size() + " pins, " + (this.night ? "night" : "day"))
				: new PartStatus("gpio", PartStatus.State.FAILED, wrong);
	}

	private void tick() {
		this.tick++;
		try {
			Pins present = this.pins;
			if (present == null && this.tick >= this.openAt) {
				present = openPins();
			}
			if (present != null) {
				serve(present);
				this.trouble = "";
			}
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			failed(ex);
		}
	}

	private Pins openPins() {
		Pins opened = new Pins(this.configuration, this.contexts.get());
		this.pins = opened;
		this.filter = opened.has(Use.IR_CUT_DAY)
				? new IrCutFilter((night, high) -> opened.set(night ? Use.IR_CUT_NIGHT : Use.IR_CUT_DAY, high),
						this.configuration.irCutPulse(), this.configuration.irCutInterval())
				: null;
		opened.listen(Use.RESET_BUTTON, (pressed) -> this.executor.execute(() -> button(pressed)));
		return opened;
	}

	private void failed(Throwable reason) {
		String told = "the pins cannot be used: " + reason.getMessage()
				+ " (is the service's user in the group gpio, and no other program at the pins?)";
		if (!told.equals(this.trouble)) {
			logger.log(Level.WARNING, told, reason);
		}
		this.trouble = told.replaceAll("\\s+", " ");
		this.openAt = this.tick + RETRY_TICKS;
		release();
	}

	private void serve(Pins present) throws IOException {
		boolean dark = decide(present);
		if (dark != this.night) {
			logger.log(Level.INFO, "it is {0} now", dark ? "night" : "day");
			this.night = dark;
			this.surroundings.onNight.accept(dark);
		}
		present.set(Use.IR_LIGHT, dark);
		IrCutFilter cut = this.filter;
		if (cut != null && !cut.isResting() && !cut.atNight().equals(Optional.of(dark))) {
			cut.move(dark);
		}
		present.set(Use.STATUS_LED, led());
	}

	private boolean decide(Pins present) {
		DayNight settings = this.configuration.dayNight();
		if (!this.configuration.seesAtNight() || settings.mode() != DayNight.Mode.AUTO) {
			return this.configuration.seesAtNight() && settings.mode() == DayNight.Mode.NIGHT;
		}
		Optional<Boolean> sensor = present.get(Use.LIGHT_SENSOR);
		if (sensor.isPresent()) {
			return this.dayNight.noteDark(sensor.get(), System.nanoTime());
		}
		OptionalInt light = (this.tick % 10 == 1) ? this.surroundings.light.get() : OptionalInt.empty();
		return light.isPresent() ? this.dayNight.noteLight(light.getAsInt(), settings.nightBelow(), settings.dayAbove(),
				System.nanoTime()) : this.dayNight.isNight();
	}

	/**
	 * On while all is well, one blink a second otherwise, a fast one as a confirmation.
	 */
	private boolean led() {
		if (this.tick < this.confirmUntil) {
			return this.tick % 2 == 0;
		}
		return this.surroundings.healthy.get() || this.tick % 10 < 5;
	}

	private void button(boolean pressed) {
		ScheduledFuture<?> former = this.held;
		if (former != null) {
			former.cancel(false);
			this.held = null;
		}
		if (pressed) {
			this.held = this.executor.schedule(this::reset, HOLD_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void reset() {
		Pins present = this.pins;
		if (present != null && present.get(Use.RESET_BUTTON).orElse(false)) {
			logger.log(Level.WARNING, "the reset button was held for {0} s", HOLD_MILLIS / 1000);
			this.confirmUntil = this.tick + CONFIRM_TICKS;
			this.surroundings.onReset.run();
		}
	}

	private void release() {
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
		this.executor.execute(this::release);
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
