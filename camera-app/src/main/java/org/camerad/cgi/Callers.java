package org.camerad.cgi;

/** Knows the live uids. Any thread. */
public interface Callers {

	/**
	 * Who holds this uid.
	 * @param address the client's socket address
	 * @throws CgiFault {@code uid error}
	 */
	Caller identify(String uid, String address);

	/** A request succeeded: the caller's time starts anew. Harmless after the end. */
	void extend(Caller caller);

}
