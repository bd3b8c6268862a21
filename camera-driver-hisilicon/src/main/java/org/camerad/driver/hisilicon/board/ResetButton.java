package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.PartStatus;

/**
 * A button that asks for a factory reset when it is held for five seconds, once for each
 * time that it is held. It is only read.
 */
final class ResetButton implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(ResetButton.class.getName());

	private static final Duration PERIOD = Duration.ofMillis(250);

	private final Gpio gpio;

	private final GpioProperties.Pin pin;

	private final int looks;

	private final Runnable held;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-reset-button");
		thread.setDaemon(true);
		return thread;
	});

	/** How often it was seen pressed, without a break. */
	private int pressed;

	private volatile String trouble = "";

	/**
	 * Begins to watch a button.
	 * @param hold how long it must be held
	 * @param held told when it was
	 */
	ResetButton(Gpio gpio, GpioProperties.Pin pin, Duration hold, Runnable held) {
		this.gpio = gpio;
		this.pin = pin;
		this.looks = (int) Math.max(2, hold.dividedBy(PERIOD));
		this.held = held;
		this.watch.scheduleAtFixedRate(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			boolean down = this.gpio.read(this.pin.number()) != this.pin.inverted();
			this.pressed = down ? this.pressed + 1 : 0;
			this.trouble = "";
			// The first look is at the beginning of the time, the last at its end.
			if (this.pressed == this.looks + 1) {
				LOGGER.log(Level.WARNING, "The reset button was held");
				this.held.run();
			}
		}
		catch (IOException | RuntimeException ex) {
			this.pressed = 0;
			this.trouble = "the reset button cannot be read: " + ex.getMessage();
		}
	}

	/** How the button is, when it cannot be read. */
	Optional<PartStatus> status() {
		String detail = this.trouble;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("reset-button", PartStatus.State.FAILED, detail));
	}

	@Override
	public void close() {
		this.watch.shutdownNow();
	}

}
