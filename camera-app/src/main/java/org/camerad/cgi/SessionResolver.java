package org.camerad.cgi;

import java.util.Optional;

/** The valid uids of one camera. Any thread. */
public interface SessionResolver {

	/**
	 * Returns the user of a uid, empty if the uid is not valid.
	 * @param address the client's socket address
	 */
	Optional<Principal> identify(String uid, String address);

	/**
	 * Restarts the session timeout of a principal whose request succeeded. Has no effect
	 * after the session has ended.
	 */
	void extend(Principal principal);

}
