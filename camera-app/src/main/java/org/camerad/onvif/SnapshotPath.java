package org.camerad.onvif;

import org.camerad.camera.StreamId;

/** The paths of snapshots for clients of ONVIF. */
final class SnapshotPath {

	/** Takes HTTP digest, as ONVIF clients send it; the contract's path takes Basic. */
	static final String DIGEST = "/onvif/snapshot";

	private static final String BASIC = "/cgi-bin/snapshot.cgi";

	private SnapshotPath() {
	}

	static String of(StreamId stream, boolean digest) {
		return (digest ? DIGEST : BASIC) + "?stream=" + ((stream == StreamId.MAIN) ? 1 : 0);
	}

}
