package org.camerad.camera;

import java.util.Optional;

import org.camerad.cgi.CameraPart;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;

/**
 * The calls that interfaces make on a camera. Each has a time limit; a failure is logged,
 * shown by health and thrown as {@link CameraFailure}. Any thread.
 */
public final class CameraCalls implements CameraPart {

	private final CameraConnection connection;

	private final CameraProblems problems;

	public CameraCalls(CameraConnection connection, CameraProblems problems) {
		this.connection = connection;
		this.problems = problems;
	}

	/**
	 * Returns the open camera, for what is constant or cheap.
	 * @throws CameraFailure UNAVAILABLE while no camera is open
	 */
	public Camera camera() {
		return this.connection.camera().orElseThrow(CameraFailure::unavailable);
	}

	/** Returns the camera, empty while none is open. */
	public Optional<Camera> present() {
		return this.connection.camera();
	}

	/** Makes a call on a part whose interface translates the failures itself. */
	public <T> T control(CameraCall<T> call) throws CameraException {
		return this.connection.control(call);
	}

	/**
	 * Makes a call on a part.
	 * @param name what health calls a failure
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
	 * Makes a call on the head, beside other calls.
	 * @throws CameraFailure REFUSED or UNAVAILABLE
	 */
	public void head(PtzCall call) {
		try {
			this.connection.head(call);
		}
		catch (CameraException ex) {
			throw this.problems.failure("ptz", ex);
		}
	}

	/**
	 * Stops the head at once, beside whatever it is doing.
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
	 * Returns the newest picture of a stream.
	 * @throws CameraFailure REFUSED or UNAVAILABLE
	 */
	public Picture picture(StreamId stream) {
		try {
			return this.connection.picture(stream);
		}
		catch (CameraException ex) {
			throw this.problems.failure("snapshot", ex);
		}
	}

}
