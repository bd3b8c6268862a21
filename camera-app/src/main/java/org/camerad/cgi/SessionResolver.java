package org.camerad.cgi;

import java.util.Optional;

/** The live uids of one camera. Any thread. */
public interface SessionResolver {

	/**
	 * Returns the holder of a uid, empty when the uid is not live.
	 * @param address the client's socket address
	 */
	Optional<Principal> identify(String uid, String address);

	/**
	 * Restarts the time of a principal whose request succeeded. Changes nothing after the
	 * session's end.
	 */
	void extend(Principal principal);

}
