package org.camerad.user;

/**
 * A listener that ends the sessions and streams of users who change or are deleted.
 */
@FunctionalInterface
public interface UserListener {

	/**
	 * Ends the sessions or streams of a user.
	 * @param deleted whether the user was deleted
	 */
	void onUserChanged(String name, boolean deleted);

}
