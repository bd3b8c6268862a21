package org.camerad.cgi;

/** The user of a valid uid. */
public interface Principal {

	/** Returns the user's name. */
	String name();

	/** Returns the role at log-in; a change of role ends the uid. */
	Role role();

	/**
	 * Returns whether the user has been deleted since. Only user_management accepts such
	 * a principal.
	 */
	boolean isDeleted();

}
