package org.camerad.audit;

/** The kinds of security events. */
public enum AuditKind {

	/** A name and a password were accepted. */
	LOG_IN_ACCEPTED("log-in-accepted", true),

	/** A name and a password were refused. */
	LOG_IN_FAILED("log-in-failed", true),

	/** An address was locked out. */
	LOCKED_OUT("locked-out", true),

	/** A uid ended. */
	SESSION_ENDED("session-ended", true),

	/** A role was not enough. */
	PERMISSION_DENIED("permission-denied", true),

	/** A request of another site was refused. */
	CROSS_SITE_REFUSED("cross-site-refused", true),

	/** A user was added. */
	USER_ADDED("user-added", false),

	/** A user was changed. */
	USER_CHANGED("user-changed", false),

	/** A user was deleted. */
	USER_DELETED("user-deleted", false),

	/** Settings were set. */
	SET("set", false),

	/** A firmware image was received, or the outcome of its installation is known. */
	UPGRADE("upgrade", false),

	/** The factory settings were restored. */
	FACTORY_RESET("factory-reset", false),

	/** The camera reboots. */
	REBOOT("reboot", false),

	/** The destinations of uploads at the start. */
	UPLOAD_CONFIGURATION("upload-configuration", false),

	/** The service has started. */
	STARTED("started", false),

	/** The service stops. */
	STOPPED("stopped", false);

	private final String word;

	private final boolean access;

	AuditKind(String word, boolean access) {
		this.word = word;
		this.access = access;
	}

	/** Returns the word in the field {@code event}. */
	String word() {
		return this.word;
	}

	/**
	 * Returns whether clients can cause the event without changing the camera. Such
	 * events have files of their own, so that they displace no other ones.
	 */
	boolean isAccess() {
		return this.access;
	}

}
