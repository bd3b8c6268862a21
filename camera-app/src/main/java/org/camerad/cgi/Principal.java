package org.camerad.cgi;

/** The holder of a live uid. */
public interface Principal {

	/** Returns the user's name. */
	String name();

	/** Returns the role at log-in; a change of role ends the uid. */
	Role role();

	/**
	 * Returns whether the user has been deleted since. Such a principal is known to
	 * user_management only.
	 */
	boolean isDeleted();

}
