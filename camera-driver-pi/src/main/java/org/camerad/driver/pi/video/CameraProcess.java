package org.camerad.driver.pi.video;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.picture.jpeg.Jpeg;
import org.camerad.driver.support.picture.jpeg.JpegScanner;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ManagedProcess;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.process.RestartPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The supervised rpicam-vid process that delivers the pictures. New settings replace the
 * process once, 150 ms after the last of several changes. A process that exits is
 * restarted with back-off; one whose pictures stop is killed first. While the program or
 * the camera is missing, each restart looks for them again.
 */
final class CameraProcess implements AutoCloseable {

	private static final Logger logger = System.getLogger(CameraProcess.class.getName());

	/** More than a JPEG of the largest picture of any camera module. */
	private static final int MAX_PICTURE_BYTES = 24 * 1024 * 1024;

	/** Changes within this time of each other cause one restart. */
	private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

	private final VideoConfiguration configuration;

	private final ProgramFinder programs;

	private final Optional<Path> metadata;

	private final Consumer<Frame> frames;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Thread supervisor = new Thread(this::supervise, "camera-pi-video");

	private final Thread watchdog = new Thread(this::watch, "camera-pi-video-watch");

	private CaptureSettings requested;

	private long requestedSince = System.nanoTime();

	private volatile long generation = 1;

	private @Nullable ManagedProcess process;

	private long processGeneration;

	private final RestartPolicy restarts = new RestartPolicy("pictures");

	private @Nullable CameraProgram program;

	private boolean closed;

	CameraProcess(VideoConfiguration configuration, ProgramFinder programs, @Nullable CameraProgram program,
			CaptureSettings initial, Optional<Path> metadata, Consumer<Frame> frames) {
		this.configuration = configuration;
		this.programs = programs;
		this.program = program;
		this.requested = initial;
		this.metadata = metadata;
		this.frames = frames;
	}

	void start() {
		this.supervisor.setDaemon(true);
		this.watchdog.setDaemon(true);
		this.supervisor.start();
		this.watchdog.start();
	}

	/** Requests other pictures; equal settings change nothing. Any thread. */
	void apply(CaptureSettings settings) {
		this.lock.lock();
		try {
			if (!settings.equals(this.requested)) {
				this.requested = settings;
				this.requestedSince = System.nanoTime();
				this.generation++;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns the number of the newest settings; frames with a lower number are outdated.
	 */
	long generation() {
		return this.generation;
	}

	/**
	 * Returns why there are no pictures; empty while they come or the process starts.
	 */
	String problem() {
		return this.restarts.problem();
	}

	PartStatus status() {
		String current = this.restarts.problem();
		if (!current.isEmpty()) {
			return new PartStatus("video", PartStatus.State.FAILED, current);
		}
		this.lock.lock();
		try {
			CameraProgram present = this.program;
			String detail = (present == null) ? "starting"
					: "camera " + present.sensor().name() + ", " + present.version();
			return new PartStatus("video", PartStatus.State.WORKING, detail);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
			if (this.process != null) {
				this.process.kill();
			}
		}
		finally {
			this.lock.unlock();
		}
		join(this.supervisor);
		join(this.watchdog);
	}

	private static void join(Thread thread) {
		try {
			thread.join(TimeUnit.SECONDS.toMillis(5));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void supervise() {
		Attempt attempt = awaitAttempt();
		while (attempt != null) {
			try {
				run(attempt);
			}
			catch (CameraException | RuntimeException ex) {
				recordFailure(attempt, Reason.of(ex));
			}
			attempt = awaitAttempt();
		}
	}

	/**
	 * Blocks until the settings have been stable for 150 ms, and returns them; null after
	 * {@link #close()}.
	 */
	private @Nullable Attempt awaitAttempt() {
		this.lock.lock();
		try {
			while (!this.closed) {
				long left = this.requestedSince + SETTLE_NANOS - System.nanoTime();
				if (left <= 0) {
					return new Attempt(this.requested, this.generation);
				}
				await(left);
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Attempt(CaptureSettings request, long generation) {
	}

	private void run(Attempt attempt) throws CameraException {
		CameraProgram present = this.program;
		if (present == null) {
			present = CameraProgram.detect(this.programs, this.configuration);
			logger.log(Level.INFO, "camera {0}, {1}", present.sensor().name(), present.version());
		}
		Command command = CameraProgram.command(present.program(),
				attempt.request.arguments(this.configuration, present.sensor(), this.metadata));
		// This thread starts each process and outlives it: the kernel ends a process with
		// the thread that started it.
		try (ManagedProcess started = ManagedProcess.start("video", command)) {
			if (!register(started, attempt, present)) {
				return;
			}
			read(started, attempt);
			if (isCurrent(attempt)) {
				started.awaitEnd(1000);
				recordFailure(attempt,
						"the camera's process " + (started.isAlive() ? "closed its output" : started.end()));
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable(present.program() + " cannot be started: " + Reason.of(ex), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean register(ManagedProcess started, Attempt attempt, CameraProgram present) {
		this.lock.lock();
		try {
			this.program = present;
			this.process = started;
			this.processGeneration = attempt.generation;
			// A camera needs time to open and to find its exposure.
			this.restarts.started(System.nanoTime(), 2 * this.configuration.stallTime().toNanos());
			this.changed.signalAll();
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void read(ManagedProcess started, Attempt attempt) {
		JpegScanner scanner = new JpegScanner(MAX_PICTURE_BYTES);
		byte[] buffer = new byte[64 * 1024];
		try {
			for (int count = 0; count >= 0; count = started.output().read(buffer)) {
				scanner.add(ByteBuffer.wrap(buffer, 0, count));
				for (Jpeg jpeg = scanner.poll(); jpeg != null; jpeg = scanner.poll()) {
					recordPicture();
					this.frames.accept(new Frame(jpeg.data(), jpeg.header().width(), jpeg.header().height(),
							System.nanoTime(), attempt.generation));
				}
			}
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the output of the camera program has ended", ex);
		}
		finally {
			this.lock.lock();
			try {
				this.process = null;
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/** Records that a picture has come. */
	private void recordPicture() {
		this.lock.lock();
		try {
			this.restarts.worked(System.nanoTime());
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isCurrent(Attempt attempt) {
		this.lock.lock();
		try {
			return !this.closed && attempt.generation == this.generation;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Records the failure and waits for the back-off; new settings or a close end the
	 * wait.
	 */
	private void recordFailure(Attempt attempt, String cause) {
		this.lock.lock();
		try {
			this.program = null;
			long until = System.nanoTime() + this.restarts.failed(System.nanoTime(), cause);
			while (!this.closed && attempt.generation == this.generation && System.nanoTime() < until) {
				await(until - System.nanoTime());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Kills the process when it is stuck or delivers pictures of former settings.
	 */
	private void watch() {
		this.lock.lock();
		try {
			while (!this.closed) {
				long left = (this.process == null) ? TimeUnit.MINUTES.toNanos(1) : nanosUntilKill();
				if (left <= 0) {
					killProcess();
				}
				else {
					await(left);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns the time for which the present process may continue, in nanoseconds.
	 */
	private long nanosUntilKill() {
		long now = System.nanoTime();
		long silent = this.restarts.lastOutput() + this.configuration.stallTime().toNanos() - now;
		boolean replaced = this.processGeneration != this.generation;
		return replaced ? Math.min(silent, this.requestedSince + SETTLE_NANOS - now) : silent;
	}

	private void killProcess() {
		ManagedProcess present = this.process;
		if (present == null) {
			return;
		}
		if (this.processGeneration == this.generation) {
			this.restarts.markKilled("the camera's process gave no picture for "
					+ this.configuration.stallTime().toMillis() + " ms and was killed");
		}
		this.process = null;
		present.kill();
	}

	private void await(long nanos) {
		try {
			this.changed.awaitNanos(Math.max(1, nanos));
		}
		catch (InterruptedException ex) {
			// No code interrupts these threads; they end after a close.
			logger.log(Level.DEBUG, "interrupted", ex);
		}
	}

}
