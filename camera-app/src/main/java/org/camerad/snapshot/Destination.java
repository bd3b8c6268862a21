package org.camerad.snapshot;

import org.camerad.cgi.CgiFault;

/** A place that snapshots are sent to. Any thread. */
interface Destination {

	/**
	 * Sends a picture; all of it is there when this returns, or nothing is.
	 * @throws CgiFault in the document's words
	 */
	void send(byte[] jpeg);

}
