package org.camerad.cgi;

/**
 * The contract's refusal: a status and the text of {@code <reason>}. Thrown anywhere
 * below the gate; nothing has changed when it is.
 */
public final class CgiFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private CgiFault(int status, String reason) {
		super(reason, null, false, false);
		this.status = status;
	}

	/** The request is at fault: status 400. */
	public static CgiFault of(String reason) {
		return new CgiFault(400, reason);
	}

	/** The query cannot be read, or says nothing that the interface understands. */
	public static CgiFault parameters() {
		return of("error, parse parameters");
	}

	/** The caller's role does not allow it. */
	public static CgiFault permissionDenied() {
		return of("permission denied");
	}

	/** This camera has no such part, or the part no such setting. */
	public static CgiFault notSupported(String name) {
		return of(name + " not supported");
	}

	/** The hardware refuses a value that the contract allows. */
	public static CgiFault deviceRefused() {
		return of("device refused");
	}

	/** The camera cannot answer now, whatever it is asked: status 503. */
	public static CgiFault deviceError() {
		return new CgiFault(503, "device error");
	}

	/** A refusal by HTTP's own rules, in the contract's form. */
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
