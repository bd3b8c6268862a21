package org.camerad.user;

/**
 * A part of a camera that lets go of what a user had when the user may not have it now.
 */
@FunctionalInterface
public interface UserListener {

	/**
	 * Ends the uids or streams of a user.
	 * @param deleted whether the user is gone
	 */
	void onUserChanged(String name, boolean deleted);

}
