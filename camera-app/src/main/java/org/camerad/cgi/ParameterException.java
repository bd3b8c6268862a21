package org.camerad.cgi;

/**
 * A query or a parameter at fault. The message is the contract's fault text; nothing has
 * changed when it is thrown.
 */
public final class ParameterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ParameterException(String fault) {
		super(fault, null, false, false);
	}

	/** The query cannot be read, or says nothing that the interface understands. */
	public static ParameterException unreadable() {
		return new ParameterException("error, parse parameters");
	}

	/** The contract's fault text. */
	public String fault() {
		return String.valueOf(getMessage());
	}

}
