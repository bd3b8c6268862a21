package org.camerad.cgi;

/** Who sent a request: the holder of a live uid. */
public interface Caller {

	/** The user's name. */
	String name();

	/** The role at log-in; a change of role ends the uid. */
	Role role();

	/**
	 * Whether the user has been deleted since. Such a caller is known to user_management
	 * only.
	 */
	boolean isDeleted();

}
