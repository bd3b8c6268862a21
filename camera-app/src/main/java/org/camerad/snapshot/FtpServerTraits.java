package org.camerad.snapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The traits of an FTP server that uploads have learned, so that each is tried only once.
 * Any thread.
 */
final class FtpServerTraits {

	private static final Logger logger = LoggerFactory.getLogger(FtpServerTraits.class);

	private volatile boolean epsv = true;

	private volatile boolean rename = true;

	/** Returns whether data connections by EPSV may work. */
	boolean mayUseEpsv() {
		return this.epsv;
	}

	void learnNoEpsv() {
		this.epsv = false;
	}

	/** Returns whether the server may allow to rename files. */
	boolean mayRename() {
		return this.rename;
	}

	/** Learns that the server refuses to rename files. */
	void learnNoRename(int reply) {
		learnFinalNames("to rename files", reply);
	}

	/** Learns that the server takes files under their names alone. */
	void learnNoTemporaryName(int reply) {
		learnFinalNames("temporary names", reply);
	}

	private void learnFinalNames(String refused, int reply) {
		logger.info("upload to ftp: the server refuses {} (reply {}); from now on pictures are stored under their names"
				+ " at once, and a broken transfer can leave an incomplete one", refused, reply);
		this.rename = false;
	}

}
