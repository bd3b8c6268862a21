package org.camerad.firmware;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.camerad.camera.CameraFailure;
import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trial of a version that has just been installed. It is kept when the camera works,
 * and given up when it does not within the time limit. Any thread.
 */
final class FirmwareTrial implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareTrial.class);

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private final BooleanSupplier works;

	private final Duration limit;

	private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();

	/**
	 * Creates a trial.
	 * @param works returns whether the camera works; may take seconds
	 * @param limit the time after which the version is given up
	 */
	FirmwareTrial(BooleanSupplier works, Duration limit) {
		this.works = works;
		this.limit = limit;
	}

	/**
	 * Starts the trial of the running version, unless it is under way. Returns at once.
	 * @param confirmed runs when the version was kept
	 * @param restart runs when the hardware must restart with the former version
	 */
	void start(Firmware firmware, Runnable confirmed, Runnable restart) {
		Thread thread = new Thread(() -> run(firmware, confirmed, restart), "camera-firmware-trial");
		thread.setDaemon(true);
		if (this.running.compareAndSet(null, thread)) {
			thread.start();
		}
	}

	private void run(Firmware firmware, Runnable confirmed, Runnable restart) {
		try {
			boolean kept = decide(firmware, System.nanoTime());
			this.running.set(null);
			(kept ? confirmed : restart).run();
		}
		catch (InterruptedException ex) {
			logger.debug("the trial of a firmware version ends: the service is stopping", ex);
		}
	}

	/** Returns whether the version is kept. Starts again when the driver fails. */
	private boolean decide(Firmware firmware, long start) throws InterruptedException {
		while (true) {
			try {
				return tryDecide(firmware, start);
			}
			catch (CameraFailure ex) {
				logger.warn("the trial of a firmware version continues: {}", ex.getMessage());
				Thread.sleep(INTERVAL.toMillis());
			}
		}
	}

	private boolean tryDecide(Firmware firmware, long start) throws InterruptedException {
		String version = firmware.status().version();
		logger.info("firmware {} is on trial", version);
		while (firmware.status().onTrial()) {
			if (this.works.getAsBoolean()) {
				confirm(firmware, version);
			}
			else if (System.nanoTime() - start > this.limit.toNanos() && giveUp(firmware, version)) {
				return false;
			}
			else {
				Thread.sleep(INTERVAL.toMillis());
			}
		}
		return true;
	}

	private static void confirm(Firmware firmware, String version) throws InterruptedException {
		try {
			firmware.confirm();
			logger.info("firmware {} works and is kept", version);
		}
		catch (CameraException ex) {
			logger.warn("firmware {} works, but that cannot be stored; trying again: {}", version, ex.getMessage());
			Thread.sleep(INTERVAL.toMillis());
		}
	}

	private boolean giveUp(Firmware firmware, String version) throws InterruptedException {
		String reason = "firmware " + version + " did not work within " + this.limit.toSeconds()
				+ " s after its start; the former version runs again";
		logger.error("{}", reason);
		try {
			firmware.fallBack(reason);
			return true;
		}
		catch (CameraException ex) {
			logger.error("the former firmware cannot be chosen; trying again: {}", ex.getMessage());
			Thread.sleep(INTERVAL.toMillis());
			return false;
		}
	}

	@Override
	public void close() {
		Thread thread = this.running.get();
		if (thread != null) {
			thread.interrupt();
		}
	}

}
