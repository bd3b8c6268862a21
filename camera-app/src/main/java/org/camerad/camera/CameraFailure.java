package org.camerad.camera;

/**
 * A camera that did not do what an interface asked for. What led to it is in the log and
 * in health already.
 */
public final class CameraFailure extends RuntimeException {

	/** The ways in which a camera fails an interface. */
	public enum Kind {

		/** The hardware refuses; nothing changed. */
		REFUSED,

		/** The camera cannot answer now. */
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
		return new CameraFailure(Kind.REFUSED, "the camera refuses");
	}

	public static CameraFailure unavailable() {
		return new CameraFailure(Kind.UNAVAILABLE, "the camera cannot answer now");
	}

	/**
	 * A part that this camera does not have.
	 * @param part the part's name, which becomes the message
	 */
	public static CameraFailure notSupported(String part) {
		return new CameraFailure(Kind.NOT_SUPPORTED, part);
	}

	public Kind kind() {
		return this.kind;
	}

}
