package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;

/**
 * A button that requests a factory reset when it is held, once for each time. Its pin is
 * only read.
 */
final class ResetButton implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(ResetButton.class.getName());

	private static final Duration PERIOD = Duration.ofMillis(250);

	private final Gpio gpio;

	private final GpioProperties.Pin pin;

	private final int requiredReads;

	private final Runnable onHeld;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-reset-button");
		thread.setDaemon(true);
		return thread;
	});

	/** The number of consecutive reads in which the button was pressed. */
	private int pressedReads;

	private volatile String problem = "";

	/**
	 * Starts to poll the button.
	 * @param hold the time that it must be held
	 * @param onHeld runs when it was held that long
	 */
	ResetButton(Gpio gpio, GpioProperties.Pin pin, Duration hold, Runnable onHeld) {
		this.gpio = gpio;
		this.pin = pin;
		this.requiredReads = (int) Math.max(2, hold.dividedBy(PERIOD));
		this.onHeld = onHeld;
		this.watch.scheduleAtFixedRate(this::poll, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void poll() {
		try {
			boolean isPressed = this.gpio.read(this.pin.number()) != this.pin.inverted();
			this.pressedReads = isPressed ? this.pressedReads + 1 : 0;
			this.problem = "";
			// The time runs from the first read to the last one: one more read than
			// intervals.
			if (this.pressedReads == this.requiredReads + 1) {
				LOGGER.log(Level.WARNING, "The reset button was held");
				this.onHeld.run();
			}
		}
		catch (IOException | RuntimeException ex) {
			this.pressedReads = 0;
			this.problem = "the reset button cannot be read: " + Reason.of(ex);
		}
	}

	/** Returns the status if the button cannot be read. */
	Optional<PartStatus> status() {
		String detail = this.problem;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("reset-button", PartStatus.State.FAILED, detail));
	}

	@Override
	public void close() {
		this.watch.shutdownNow();
	}

}
