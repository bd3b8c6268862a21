package org.camerad.cgi;

/**
 * A fault of the contract: a status and the text of {@code <reason>}. Nothing has changed
 * when it is thrown.
 */
public final class CgiFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private CgiFault(int status, String reason) {
		super(reason, null, false, false);
		this.status = status;
	}

	/** Returns the fault of a wrong request, status 400. */
	public static CgiFault of(String reason) {
		return new CgiFault(400, reason);
	}

	/**
	 * Returns the fault of a query that cannot be parsed or passes nothing that the
	 * interface understands.
	 */
	public static CgiFault parameters() {
		return of("error, parse parameters");
	}

	/** Returns the fault of a user whose role does not allow the request. */
	public static CgiFault permissionDenied() {
		return of("permission denied");
	}

	/** Returns the fault for a part or setting that this camera does not have. */
	public static CgiFault notSupported(String name) {
		return of(name + " not supported");
	}

	/** Returns the fault for a valid value that the hardware refuses. */
	public static CgiFault deviceRefused() {
		return of("device refused");
	}

	/** Returns the fault of a camera that does not respond now, status 503. */
	public static CgiFault deviceError() {
		return new CgiFault(503, "device error");
	}

	/** Returns an error of HTTP in the contract's form. */
	public static CgiFault http(int status, String reason) {
		return new CgiFault(status, reason);
	}

	public int status() {
		return this.status;
	}

	public String reason() {
		return String.valueOf(getMessage());
	}

}
