package org.camerad.driver;

/**
 * A failure of a call to a camera. The message is for operators: one line without
 * secrets.
 */
public class CameraException extends Exception {

	private static final long serialVersionUID = 1L;

	/** The kind of a failure. */
	public enum Kind {

		/** The hardware does not accept the request. Nothing has changed. */
		REFUSED,

		/**
		 * The hardware does not respond. Its state is unknown, and it may recover.
		 */
		UNAVAILABLE

	}

	private final Kind kind;

	/**
	 * Creates an exception.
	 * @param message the failure and its remedy in one line, without secrets
	 */
	public CameraException(Kind kind, String message) {
		super(message);
		this.kind = kind;
	}

	/**
	 * Creates an exception with a cause.
	 * @param message the failure and its remedy in one line, without secrets
	 */
	public CameraException(Kind kind, String message, Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	/** Creates an exception of the kind {@link Kind#REFUSED}. */
	public static CameraException refused(String message) {
		return new CameraException(Kind.REFUSED, message);
	}

	/** Creates an exception of the kind {@link Kind#UNAVAILABLE}. */
	public static CameraException unavailable(String message) {
		return new CameraException(Kind.UNAVAILABLE, message);
	}

	/** Creates an exception of the kind {@link Kind#UNAVAILABLE} with a cause. */
	public static CameraException unavailable(String message, Throwable cause) {
		return new CameraException(Kind.UNAVAILABLE, message, cause);
	}

	/** Returns the kind, which tells whether anything can have changed. */
	public Kind kind() {
		return this.kind;
	}

}
