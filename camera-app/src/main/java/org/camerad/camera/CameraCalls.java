package org.camerad.camera;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.camerad.cgi.CameraPart;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.PtzPosition;

/**
 * The calls of interfaces to a camera. Each has a time limit. A failure is logged, shown
 * by health and thrown as {@link CameraFailure}. Any thread.
 */
public final class CameraCalls implements CameraPart {

	private final CameraConnection connection;

	private final CameraProblems problems;

	/** The time of the last picture. */
	private volatile Optional<Long> lastFrame = Optional.empty();

	public CameraCalls(CameraConnection connection, CameraProblems problems) {
		this.connection = connection;
		this.problems = problems;
	}

	/**
	 * Returns the open camera, for reads that are constant or fast and need no time
	 * limit.
	 * @throws CameraFailure UNAVAILABLE while no camera is open
	 */
	public Camera camera() {
		return this.connection.camera().orElseThrow(CameraFailure::unavailable);
	}

	/** Returns the camera, empty while none is open. */
	public Optional<Camera> present() {
		return this.connection.camera();
	}

	/**
	 * Runs a call for an interface that translates failures of the camera itself.
	 * @throws CameraFailure UNAVAILABLE when too many calls are waiting
	 */
	public <T> T control(CameraCall<T> call) throws CameraException {
		try {
			return this.connection.control(call);
		}
		catch (CameraOverloadException ex) {
			throw this.problems.failure("control", ex);
		}
	}

	/**
	 * Runs a call on a part of the camera.
	 * @param name the name under which health shows a failure
	 * @throws CameraFailure REFUSED or UNAVAILABLE
	 */
	public <T> T call(String name, CameraCall<T> call) {
		try {
			return control(call);
		}
		catch (CameraException ex) {
			throw this.problems.failure(name, ex);
		}
	}

	/**
	 * Runs a PTZ call, in parallel to calls of other kinds.
	 * @throws CameraFailure REFUSED or UNAVAILABLE
	 */
	public void ptz(PtzCall call) {
		try {
			this.connection.ptz(call);
		}
		catch (CameraException ex) {
			throw this.problems.failure("ptz", ex);
		}
	}

	/**
	 * Stops the head at once, even while another PTZ call is under way.
	 * @throws CameraFailure REFUSED or UNAVAILABLE
	 */
	public void stopHead() {
		try {
			this.connection.stopHead();
		}
		catch (CameraException ex) {
			throw this.problems.failure("ptz", ex);
		}
	}

	/**
	 * Returns the position of the head, even while another PTZ call is under way; empty
	 * if the head does not report it.
	 * @throws CameraFailure UNAVAILABLE when the head does not respond
	 */
	public Optional<PtzPosition> ptzPosition() {
		try {
			return this.connection.ptzPosition();
		}
		catch (CameraException ex) {
			throw this.problems.failure("ptz", ex);
		}
	}

	/**
	 * Returns a picture of a stream that was the newest at some time since this call
	 * began. Concurrent calls share one capture.
	 * @throws CameraFailure REFUSED or UNAVAILABLE
	 */
	public Picture picture(StreamId stream) {
		String memory = "memory." + stream.name().toLowerCase(Locale.ROOT);
		try {
			Picture picture = this.connection.picture(stream);
			this.problems.resolve(memory);
			recordFrame();
			return picture;
		}
		catch (CameraException ex) {
			boolean tooSmall = ex instanceof CameraOverloadException overload && overload.isOutOfMemory();
			throw this.problems.failure(tooSmall ? memory : "snapshot", ex);
		}
	}

	private void recordFrame() {
		this.lastFrame = Optional.of(System.nanoTime());
	}

	/** Records that a subscription has delivered a picture now. */
	public void recordPicture(StreamId stream) {
		this.connection.frames().addPicture(stream);
		recordFrame();
	}

	/** Records that an encoder has delivered a frame now. */
	public void recordAccessUnit(StreamId stream) {
		this.connection.frames().addAccessUnit(stream);
		recordFrame();
	}

	/** Returns the age of the last picture, empty before the first one. */
	public Optional<Duration> frameAge() {
		return this.lastFrame.map((time) -> Duration.ofNanos(System.nanoTime() - time));
	}

}
