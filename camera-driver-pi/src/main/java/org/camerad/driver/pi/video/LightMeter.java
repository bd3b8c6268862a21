package org.camerad.driver.pi.video;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * A light meter: the light of the scene from the metadata that rpicam-vid writes into a
 * named pipe for each picture. The brightness of pictures tells nothing, because the
 * automatic exposure keeps it constant and image settings change it. Any thread.
 */
public final class LightMeter implements AutoCloseable {

	private static final Logger logger = System.getLogger(LightMeter.class.getName());

	private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final Optional<Path> pipe;

	private final PictureMetadata metadata = new PictureMetadata();

	private volatile double lux;

	private volatile long readAt = System.nanoTime() - 2 * MAX_AGE_NANOS;

	private volatile boolean closed;

	private Optional<Thread> reader = Optional.empty();

	private LightMeter(Optional<Path> pipe) {
		this.pipe = pipe;
	}

	/**
	 * Creates the pipe and starts to read it. Without a pipe the light is unknown.
	 * @param folder the driver's folder
	 */
	public static LightMeter open(Path folder, ProgramFinder programs) {
		try {
			LightMeter meter = new LightMeter(Optional.of(create(folder.resolve("metadata"), programs)));
			meter.start(new RandomAccessFile(meter.pipe.orElseThrow().toFile(), "rw"));
			return meter;
		}
		catch (IOException ex) {
			logger.log(Level.WARNING,
					"the light is unknown, because the pipe for the camera's metadata cannot be used: {0}",
					Reason.of(ex));
			return new LightMeter(Optional.empty());
		}
	}

	private static Path create(Path pipe, ProgramFinder programs) throws IOException {
		Files.deleteIfExists(pipe);
		Path mkfifo = programs.find("mkfifo")
			.orElseThrow(() -> new IOException("mkfifo is not installed: apt install coreutils"));
		ProcessResult outcome = Command.of(mkfifo, "-m", "600", pipe.toString()).run(TIMEOUT);
		if (!outcome.isSuccess()) {
			throw new IOException(outcome.complaint());
		}
		return pipe;
	}

	/** Returns the pipe for rpicam-vid; empty if it could not be created. */
	public Optional<Path> pipe() {
		return this.pipe;
	}

	/**
	 * Returns the light in lux; empty if the newest picture is older than 5 s.
	 */
	public OptionalDouble lux() {
		return (System.nanoTime() - this.readAt > MAX_AGE_NANOS) ? OptionalDouble.empty() : OptionalDouble.of(this.lux);
	}

	private void start(RandomAccessFile opened) {
		Thread thread = new Thread(() -> read(opened), "camera-pi-light");
		thread.setDaemon(true);
		thread.start();
		this.reader = Optional.of(thread);
	}

	/**
	 * Reads the pipe until the meter is closed. The pipe is open for writing too, so that
	 * it does not end with a camera process.
	 */
	private void read(RandomAccessFile opened) {
		byte[] buffer = new byte[8192];
		try (opened) {
			for (int count = opened.read(buffer); count >= 0 && !this.closed; count = opened.read(buffer)) {
				for (int i = 0; i < count; i++) {
					this.metadata.add((char) (buffer[i] & 0xff)).ifPresent(this::note);
				}
			}
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "the light is unknown, because the camera's metadata cannot be read: {0}",
					Reason.of(ex));
		}
	}

	private void note(double light) {
		this.lux = light;
		this.readAt = System.nanoTime();
	}

	@Override
	public void close() {
		this.closed = true;
		if (this.reader.isEmpty()) {
			return;
		}
		try (RandomAccessFile waker = new RandomAccessFile(this.pipe.orElseThrow().toFile(), "rw")) {
			waker.write('\n');
			this.reader.get().join(TimeUnit.SECONDS.toMillis(2));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the pipe for the camera's metadata has gone", ex);
		}
	}

}
