package org.camerad.driver;

/**
 * Why a camera did not do what it was asked. The message is for operators: one line,
 * without secrets.
 */
public class CameraException extends Exception {

	private static final long serialVersionUID = 1L;

	/** The two ways in which hardware fails a caller. */
	public enum Kind {

		/** The hardware will not do this: everything is as before, nothing changed. */
		REFUSED,

		/** The hardware does not answer: its state is unknown, and it may come back. */
		UNAVAILABLE

	}

	private final Kind kind;

	public CameraException(Kind kind, String message) {
		super(message);
		this.kind = kind;
	}

	public CameraException(Kind kind, String message, Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	public static CameraException refused(String message) {
		return new CameraException(Kind.REFUSED, message);
	}

	public static CameraException unavailable(String message) {
		return new CameraException(Kind.UNAVAILABLE, message);
	}

	public static CameraException unavailable(String message, Throwable cause) {
		return new CameraException(Kind.UNAVAILABLE, message, cause);
	}

	public Kind kind() {
		return this.kind;
	}

}
