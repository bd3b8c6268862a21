package org.camerad.camera;

/**
 * A request to the camera that failed. The cause has already been logged and is shown by
 * health.
 */
public final class CameraFailure extends RuntimeException {

	/** The kinds of failure. */
	public enum Kind {

		/** The hardware refused the request; nothing changed. */
		REFUSED,

		/** The camera does not respond now. */
		UNAVAILABLE,

		/** The camera has no such part. */
		NOT_SUPPORTED

	}

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private CameraFailure(Kind kind, String message) {
		super(message, null, false, false);
		this.kind = kind;
	}

	public static CameraFailure refused() {
		return new CameraFailure(Kind.REFUSED, "the camera refused the request");
	}

	public static CameraFailure unavailable() {
		return new CameraFailure(Kind.UNAVAILABLE, "the camera does not respond now");
	}

	/** Returns the failure of a driver's method that must not fail. */
	static CameraFailure driverFailed(String message) {
		return new CameraFailure(Kind.UNAVAILABLE, message);
	}

	/**
	 * Returns the failure for a part that this camera does not have.
	 * @param part the part's name, which becomes the message
	 */
	public static CameraFailure notSupported(String part) {
		return new CameraFailure(Kind.NOT_SUPPORTED, part);
	}

	public Kind kind() {
		return this.kind;
	}

}
