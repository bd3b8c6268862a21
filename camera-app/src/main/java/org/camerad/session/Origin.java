package org.camerad.session;

/**
 * The client and the subject of log-ins that are limited together.
 *
 * @param client the client's {@link AddressGroup}
 * @param subject the name of a user, or one of the texts below, which no user can have as
 * a name
 */
record Origin(String client, String subject) {

	private static final String UNKNOWN_NAMES = "?names";

	private static final String UIDS = "?uids";

	/** Returns the origin of log-ins as a user who exists. */
	static Origin user(String client, String name) {
		return new Origin(client, name);
	}

	/** Returns the origin of log-ins with all names that no user has. */
	static Origin unknownNames(String client) {
		return new Origin(client, UNKNOWN_NAMES);
	}

	/** Returns the origin of requests with a uid. */
	static Origin uids(String client) {
		return new Origin(client, UIDS);
	}

	/** Returns the name of the user, empty if the subject is no user. */
	String user() {
		return (this.subject.equals(UNKNOWN_NAMES) || this.subject.equals(UIDS)) ? "" : this.subject;
	}

	/** Returns the kind of secret that is wrong, for the audit log. */
	String secret() {
		return switch (this.subject) {
			case UNKNOWN_NAMES -> "unknown-user";
			case UIDS -> "wrong-uid";
			default -> "wrong-password";
		};
	}

	/** Returns the kind of secret that is wrong, for the log. */
	String mistakes() {
		return switch (this.subject) {
			case UNKNOWN_NAMES -> "log-ins with names that no user has";
			case UIDS -> "wrong uids";
			default -> "wrong passwords for the user " + this.subject;
		};
	}

}
