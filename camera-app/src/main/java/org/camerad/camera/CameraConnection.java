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
import org.camerad.operation.CameraMeters;
import org.jspecify.annotations.Nullable;

/**
 * The open camera behind executors with a time limit: settings and maintenance, the PTZ
 * head, the head's stop, and each stream's pictures wait only for calls of their own
 * kind. Any thread.
 */
public final class CameraConnection implements AutoCloseable {

	private final DriverSPI driver;

	private final DriverContext context;

	private final CameraMeters meters;

	private final TimeLimitedExecutor control;

	private final TimeLimitedExecutor head;

	private final TimeLimitedExecutor stop;

	private final List<TimeLimitedExecutor> pictures;

	private volatile @Nullable Camera camera;

	public CameraConnection(DriverSPI driver, DriverContext context, CameraMeters meters) {
		this.driver = driver;
		this.context = context;
		this.meters = meters;
		Duration limit = context.timeLimit();
		this.control = new TimeLimitedExecutor("control", limit);
		this.head = new TimeLimitedExecutor("ptz", limit);
		this.stop = new TimeLimitedExecutor("ptz-stop", limit);
		this.pictures = List.of(new TimeLimitedExecutor("pictures-main", limit),
				new TimeLimitedExecutor("pictures-sub", limit));
	}

	String driverName() {
		return this.driver.name();
	}

	/** Returns how long one call may take. */
	Duration timeLimit() {
		return this.context.timeLimit();
	}

	/** Opens the camera, unless it is open. */
	void open() throws CameraException {
		if (this.camera == null) {
			this.camera = timed("open", this.control, () -> this.driver.open(this.context));
		}
	}

	/** Returns the open camera, for what is constant or cheap. */
	Optional<Camera> camera() {
		return Optional.ofNullable(this.camera);
	}

	/** Makes a call that changes the camera. */
	<T> T control(CameraCall<T> call) throws CameraException {
		return timed("control", this.control, call);
	}

	void head(PtzCall call) throws CameraException {
		timed("ptz", this.head, () -> on(call));
	}

	/** Stops the head, beside whatever it is doing. */
	void stopHead() throws CameraException {
		timed("ptz", this.stop, () -> on(Ptz::stop));
	}

	private @Nullable Void on(PtzCall call) throws CameraException {
		call.on(require().ptz().orElseThrow(() -> CameraException.refused("this camera has no head")));
		return null;
	}

	/** Returns the newest picture of a stream. */
	Picture picture(StreamId stream) throws CameraException {
		return timed("picture", this.pictures.get(stream.ordinal()), () -> stream.of(require()).snapshot());
	}

	private Camera require() throws CameraException {
		Camera open = this.camera;
		if (open == null) {
			throw CameraException.unavailable("the camera is not open");
		}
		return open;
	}

	private <T> T timed(String kind, TimeLimitedExecutor executor, CameraCall<T> call) throws CameraException {
		long start = System.nanoTime();
		String outcome = "failed";
		try {
			T result = executor.call(call);
			outcome = "done";
			return result;
		}
		catch (CameraException ex) {
			outcome = ex.kind().name().toLowerCase(Locale.ROOT);
			throw ex;
		}
		finally {
			this.meters.timer("camera.calls", "kind", kind, "outcome", outcome)
				.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void close() {
		Camera open = this.camera;
		this.camera = null;
		if (open != null) {
			open.close();
		}
		this.pictures.forEach(TimeLimitedExecutor::close);
		this.head.close();
		this.stop.close();
		this.control.close();
	}

}
