package org.camerad.camera;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.Picture;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzPosition;
import org.camerad.operation.CameraMeters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open camera behind one time-limited executor for each kind of call: settings and
 * maintenance, PTZ, PTZ stop, and the pictures of each stream. A slow call delays only
 * calls of its own kind. Any thread.
 */
public final class CameraConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CameraConnection.class);

	private final DriverSPI driver;

	private final DriverContext context;

	private final CameraMeters meters;

	private final TimeLimitedExecutor control;

	private final TimeLimitedExecutor ptz;

	private final TimeLimitedExecutor ptzStop;

	private final TimeLimitedExecutor ptzPosition;

	private final FrameCounters frames;

	private final List<SharedCapture> pictures;

	private volatile @Nullable Camera camera;

	public CameraConnection(DriverSPI driver, DriverContext context, CameraMeters meters) {
		this.driver = driver;
		this.context = context;
		this.meters = meters;
		Duration limit = context.timeLimit();
		this.control = new TimeLimitedExecutor("control", limit);
		this.ptz = new TimeLimitedExecutor("ptz", limit);
		this.ptzStop = new TimeLimitedExecutor("ptz-stop", limit);
		this.ptzPosition = new TimeLimitedExecutor("ptz-position", limit);
		this.frames = new FrameCounters(meters);
		this.pictures = List.of(capture("pictures-main", StreamId.MAIN), capture("pictures-sub", StreamId.SUB));
	}

	private SharedCapture capture(String name, StreamId stream) {
		return new SharedCapture(new TimeLimitedExecutor(name, timeLimit()), () -> {
			Picture picture = stream.of(require()).snapshot();
			this.frames.addPicture(stream);
			return picture;
		});
	}

	/** Returns the counters of the frames that the camera has delivered. */
	FrameCounters frames() {
		return this.frames;
	}

	String driverName() {
		return this.driver.name();
	}

	/** Returns the time limit of one call. */
	Duration timeLimit() {
		return this.context.timeLimit();
	}

	/** Opens the camera, unless it is open. */
	void open() throws CameraException {
		if (this.camera == null) {
			this.camera = DriverGuard.guard(timed("open", this.control, () -> this.driver.open(this.context)));
		}
	}

	/** Closes the camera, so that it can be opened again. */
	void closeCamera() {
		Camera open = this.camera;
		this.camera = null;
		if (open != null) {
			close(open);
		}
	}

	private static void close(Camera open) {
		try {
			open.close();
		}
		catch (CameraFailure ex) {
			logger.warn("the camera was not closed in order, and may not open again: {}", ex.getMessage());
		}
	}

	/**
	 * Returns the open camera, for reads that are constant or fast and need no time
	 * limit.
	 */
	Optional<Camera> camera() {
		return Optional.ofNullable(this.camera);
	}

	/** Runs a call that reads the camera's settings. */
	<T> T read(CameraCall<T> call) throws CameraException {
		return timed("read", this.control, call);
	}

	/** Runs a call that changes the camera. */
	<T> T control(CameraCall<T> call) throws CameraException {
		return timed("control", this.control, call);
	}

	void ptz(PtzCall call) throws CameraException {
		timed("ptz", this.ptz, () -> runPtz(call));
	}

	/** Stops the head, even while another PTZ call is under way. */
	void stopHead() throws CameraException {
		timed("ptz", this.ptzStop, () -> runPtz(Ptz::stop));
	}

	/**
	 * Returns the position of the PTZ head, even while another PTZ call is under way;
	 * empty if the camera cannot report it.
	 */
	Optional<PtzPosition> ptzPosition() throws CameraException {
		Optional<Ptz> ptz = require().ptz();
		return ptz.isEmpty() ? Optional.empty() : timed("ptz", this.ptzPosition, () -> ptz.get().position());
	}

	private @Nullable Void runPtz(PtzCall call) throws CameraException {
		call.run(require().ptz().orElseThrow(() -> CameraException.refused("this camera has no PTZ head")));
		return null;
	}

	/**
	 * Returns a picture of a stream that was the newest at some time since this call
	 * began. Concurrent calls share it.
	 */
	Picture picture(StreamId stream) throws CameraException {
		return timed("picture", this.pictures.get(stream.ordinal())::picture);
	}

	private Camera require() throws CameraException {
		Camera open = this.camera;
		if (open == null) {
			throw CameraException.unavailable("the camera is not open");
		}
		return open;
	}

	private <T> T timed(String kind, TimeLimitedExecutor executor, CameraCall<T> call) throws CameraException {
		return timed(kind, () -> executor.call(call));
	}

	private <T> T timed(String kind, CameraCall<T> call) throws CameraException {
		long start = System.nanoTime();
		String outcome = "failed";
		try {
			T result = call.run();
			outcome = "done";
			return result;
		}
		catch (CameraException ex) {
			outcome = (ex instanceof CameraOverloadException) ? "overload" : ex.kind().name().toLowerCase(Locale.ROOT);
			throw ex;
		}
		finally {
			this.meters.timer("camera.calls", "kind", kind, "outcome", outcome)
				.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void close() {
		closeCamera();
		this.pictures.forEach(SharedCapture::close);
		this.ptz.close();
		this.ptzStop.close();
		this.ptzPosition.close();
		this.control.close();
	}

}
