package org.camerad.driver.pi.video;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionControl;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.Resolution;
import org.camerad.driver.support.motion.BlockDetector;
import org.camerad.driver.support.motion.LumaPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.camerad.driver.support.picture.Scaler;
import org.camerad.driver.support.publish.MotionEventPublisher;
import org.jspecify.annotations.Nullable;

/**
 * The motion detection. It compares the brightness of the sub stream's pictures without
 * OSD text, five times per second while it is enabled.
 */
public final class PiMotion implements MotionControl, AutoCloseable {

	private static final Logger logger = System.getLogger(PiMotion.class.getName());

	private static final IntRange PERCENT = new IntRange(1, 100);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	/** Without a picture for 5 s, motion counts as ended. */
	private static final long MAX_FRAME_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final PiVideo video;

	private final Supplier<Instant> clock;

	private final BooleanSupplier night;

	private final BlockDetector detector;

	private final MotionEventPublisher events;

	private final Thread worker = new Thread(this::run, "camera-pi-motion");

	private volatile Motion settings = new Motion(false, 80, 20, true, 80, 22, BlockGrid.all(22, 18));

	private volatile boolean closed;

	private @Nullable Frame last;

	/**
	 * Creates the detection and starts its thread.
	 * @param clock the camera's time
	 * @param night whether the camera is in night mode, which selects the night
	 * sensitivity and threshold
	 */
	public PiMotion(PiVideo video, Supplier<Instant> clock, BooleanSupplier night) {
		this.video = video;
		this.clock = clock;
		this.night = night;
		this.detector = new BlockDetector(this.settings);
		this.events = new MotionEventPublisher(clock);
		this.worker.setDaemon(true);
		this.worker.start();
	}

	@Override
	public void apply(Motion motion) throws CameraException {
		if (this.closed) {
			throw closedCamera();
		}
		boolean inside = Stream
			.of(motion.sensitivity(), motion.threshold(), motion.nightSensitivity(), motion.nightThreshold())
			.allMatch(PERCENT::contains);
		if (!inside) {
			throw CameraException.refused("a sensitivity or threshold is not in the range " + PERCENT);
		}
		synchronized (this) {
			this.settings = motion;
			this.detector.apply(motion);
			this.events.enable(motion.enabled());
			notifyAll();
		}
	}

	@Override
	public Flow.Publisher<MotionEvent> events() {
		return this.events;
	}

	private static CameraException closedCamera() {
		return CameraException.unavailable("the camera is closed");
	}

	private void run() {
		try (JpegCodec codec = JpegCodec.fastest()) {
			while (awaitNextCheck()) {
				try {
					analyze(codec);
				}
				catch (IOException | RuntimeException ex) {
					logger.log(Level.WARNING, "motion detection failed for one picture: {0}", ex.toString());
				}
			}
		}
	}

	/**
	 * Blocks until the next check is due and detection is enabled; returns false after a
	 * close.
	 */
	private synchronized boolean awaitNextCheck() {
		try {
			long until = System.nanoTime() + INTERVAL_NANOS;
			long left = INTERVAL_NANOS;
			while (!this.closed && (left > 0 || !this.settings.enabled())) {
				long millis = this.settings.enabled() ? TimeUnit.NANOSECONDS.toMillis(left) : 0;
				wait(this.settings.enabled() ? Math.max(1, millis) : 0);
				left = until - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			// No code interrupts this thread; it ends after a close.
			logger.log(Level.DEBUG, "interrupted", ex);
		}
		return !this.closed;
	}

	private void analyze(JpegCodec codec) throws IOException {
		Frame frame = this.video.newest();
		Frame former = this.last;
		if (frame == null || System.nanoTime() - frame.timeNanos() > MAX_FRAME_AGE_NANOS) {
			this.events.endMotion();
			return;
		}
		if (frame == former) {
			return;
		}
		if (former == null || former.generation() != frame.generation()) {
			this.detector.relearn();
		}
		this.last = frame;
		Resolution size = this.video.subVideo().resolution();
		byte[] luma = Scaler.luma(codec.decode(frame.jpeg(), size.width(), size.height()), size.width(), size.height());
		LumaPicture picture = new LumaPicture(size.width(), size.height(), luma, this.night.getAsBoolean(),
				this.clock.get());
		this.detector.look(picture).ifPresent(this.events::publish);
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			notifyAll();
		}
		this.events.close(closedCamera());
		try {
			this.worker.join(TimeUnit.SECONDS.toMillis(2));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
