package org.camerad.cgi;

/**
 * An invalid query or parameter. The message is the contract's fault text; nothing has
 * changed when it is thrown.
 */
public final class ParameterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ParameterException(String fault) {
		super(fault, null, false, false);
	}

	/**
	 * Returns the exception for a query that cannot be parsed or passes nothing that the
	 * interface understands.
	 */
	public static ParameterException unreadable() {
		return new ParameterException("error, parse parameters");
	}

	/** Returns the contract's fault text. */
	public String fault() {
		return String.valueOf(getMessage());
	}

}
