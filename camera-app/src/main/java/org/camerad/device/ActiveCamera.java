package org.camerad.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.Picture;
import org.camerad.driver.Ptz;
import org.jspecify.annotations.Nullable;

/**
 * The open camera behind lanes: settings and maintenance, head, the head's stop, and each
 * stream's pictures wait for nobody but their own kind. Any thread.
 */
final class ActiveCamera implements AutoCloseable {

	/** A call on a part of the camera. */
	@FunctionalInterface
	interface Use<P> {

		void on(P part) throws CameraException;

	}

	private final DriverSPI driver;

	private final DriverContext context;

	private final MeterRegistry meters;

	private final Lane control;

	private final Lane head;

	private final Lane stop;

	private final List<Lane> pictures;

	private volatile @Nullable Camera camera;

	ActiveCamera(DriverSPI driver, DriverContext context, MeterRegistry meters) {
		this.driver = driver;
		this.context = context;
		this.meters = meters;
		Duration limit = context.timeLimit();
		this.control = new Lane("control", limit);
		this.head = new Lane("ptz", limit);
		this.stop = new Lane("ptz-stop", limit);
		this.pictures = List.of(new Lane("pictures-main", limit), new Lane("pictures-sub", limit));
	}

	String driverName() {
		return this.driver.name();
	}

	/** How long one call may take. */
	Duration timeLimit() {
		return this.context.timeLimit();
	}

	/** Opens the camera, unless it is open. */
	void open() throws CameraException {
		if (this.camera == null) {
			this.camera = timed("open", this.control, () -> this.driver.open(this.context));
		}
	}

	/** The open camera, for what is constant or cheap. */
	Optional<Camera> camera() {
		return Optional.ofNullable(this.camera);
	}

	/** A call that changes the camera. */
	<T> T control(Lane.Call<T> call) throws CameraException {
		return timed("control", this.control, call);
	}

	void head(Use<Ptz> use) throws CameraException {
		timed("ptz", this.head, () -> use(use));
	}

	/** Stops the head, beside whatever it is doing. */
	void stopHead() throws CameraException {
		timed("ptz", this.stop, () -> use(Ptz::stop));
	}

	private @Nullable Void use(Use<Ptz> use) throws CameraException {
		use.on(require().ptz().orElseThrow(() -> CameraException.refused("this camera has no head")));
		return null;
	}

	/**
	 * The newest picture of a stream.
	 * @param stream 0 main, 1 sub
	 */
	Picture picture(int stream) throws CameraException {
		return timed("picture", this.pictures.get(stream), () -> require().streams().get(stream).snapshot());
	}

	private Camera require() throws CameraException {
		Camera open = this.camera;
		if (open == null) {
			throw CameraException.unavailable("the camera is not open");
		}
		return open;
	}

	private <T> T timed(String kind, Lane lane, Lane.Call<T> call) throws CameraException {
		long start = System.nanoTime();
		String outcome = "failed";
		try {
			T result = lane.call(call);
			outcome = "done";
			return result;
		}
		catch (CameraException ex) {
			outcome = ex.kind().name().toLowerCase(java.util.Locale.ROOT);
			throw ex;
		}
		finally {
			this.meters.timer("camera.calls", "kind", kind, "outcome", outcome)
				.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

	/** Closes the camera; it can be opened again. */
	void closeCamera() {
		Camera open = this.camera;
		this.camera = null;
		if (open != null) {
			open.close();
		}
	}

	@Override
	public void close() {
		closeCamera();
		this.pictures.forEach(Lane::close);
		this.head.close();
		this.stop.close();
		this.control.close();
	}

}
