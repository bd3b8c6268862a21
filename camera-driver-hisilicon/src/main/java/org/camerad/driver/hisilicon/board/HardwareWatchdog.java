package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The hardware watchdog, which reboots the board if it is not fed. It is fed only while
 * the camera is healthy, and stopped when this object is closed. Its timeout stays as the
 * kernel configured it. It has one owner: the streamer must not use it.
 */
public final class HardwareWatchdog implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(HardwareWatchdog.class.getName());

	/**
	 * The "magic close" byte. Without it the watchdog continues after the device is
	 * closed.
	 */
	private static final byte MAGIC_CLOSE = 'V';

	private static final byte KEEP_ALIVE = 0;

	private final FileChannel device;

	private final BooleanSupplier healthy;

	private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-watchdog");
		thread.setDaemon(true);
		return thread;
	});

	private boolean feedingWithheld;

	private HardwareWatchdog(FileChannel device, BooleanSupplier healthy) {
		this.device = device;
		this.healthy = healthy;
	}

	/**
	 * Opens the watchdog and starts to feed it.
	 * @param period the feeding interval, less than half of the timeout
	 * @param healthy returns whether the camera works; must return at once
	 * @throws IOException if the board has no watchdog or another process owns it
	 */
	static HardwareWatchdog open(BoardFiles files, Duration period, BooleanSupplier healthy) throws IOException {
		Path file = files.at("/dev/watchdog");
		FileChannel device = FileChannel.open(file, StandardOpenOption.WRITE);
		HardwareWatchdog watchdog = new HardwareWatchdog(device, healthy);
		watchdog.feeder.scheduleAtFixedRate(watchdog::feed, 0, period.toMillis(), TimeUnit.MILLISECONDS);
		LOGGER.log(Level.INFO, "The watchdog is fed every {0} ms", period.toMillis());
		return watchdog;
	}

	private synchronized void feed() {
		try {
			boolean fed = this.healthy.getAsBoolean();
			if (!fed && !this.feedingWithheld) {
				LOGGER.log(Level.ERROR, "The camera is not healthy: the watchdog is not fed and will reboot the board");
			}
			this.feedingWithheld = !fed;
			if (fed) {
				this.device.write(ByteBuffer.wrap(new byte[] { KEEP_ALIVE }));
			}
		}
		catch (IOException | RuntimeException ex) {
			LOGGER.log(Level.ERROR, "The watchdog cannot be fed", ex);
		}
	}

	@Override
	public synchronized void close() {
		this.feeder.shutdownNow();
		try (FileChannel closing = this.device) {
			if (closing.isOpen()) {
				closing.write(ByteBuffer.wrap(new byte[] { MAGIC_CLOSE }));
			}
		}
		catch (IOException ex) {
			LOGGER.log(Level.ERROR, "The watchdog cannot be stopped and will reboot the board", ex);
		}
	}

}
