package org.camerad.session;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;

/**
 * A name and a password as a request sends them.
 *
 * @param username the name, unchanged
 * @param password the password, unchanged
 */
public record Credentials(String username, String password) {

	/**
	 * Parses them from a query.
	 * @throws ParameterException {@code error, parse username} or
	 * {@code error, parse password}
	 */
	public static Credentials of(CgiQuery query) {
		return new Credentials(require(query, "username"), require(query, "password"));
	}

	private static String require(CgiQuery query, String name) {
		String value = query.exact(name);
		if (value == null || value.isEmpty()) {
			throw new ParameterException("error, parse " + name);
		}
		return value;
	}

	/** Leaves out the password, because records are printed in logs. */
	@Override
	public String toString() {
		return "Credentials[" + this.username + "]";
	}

}
