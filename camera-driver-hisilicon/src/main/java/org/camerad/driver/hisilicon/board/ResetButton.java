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

	private final int requiredReads;

	private final Runnable onHeld;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-reset-button");
		thread.setDaemon(true);
		return thread;
	});

	/** How often it was seen pressed, without a break. */
	private int pressedReads;

	private volatile String problem = "";

	/**
	 * Begins to watch a button.
	 * @param hold how long it must be held
	 * @param onHeld told when it was
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
			// The first look is at the beginning of the time, the last at its end.
			if (this.pressedReads == this.requiredReads + 1) {
				LOGGER.log(Level.WARNING, "The reset button was held");
				this.onHeld.run();
			}
		}
		catch (IOException | RuntimeException ex) {
			this.pressedReads = 0;
			this.problem = "the reset button cannot be read: " + ex.getMessage();
		}
	}

	/** How the button is, when it cannot be read. */
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
