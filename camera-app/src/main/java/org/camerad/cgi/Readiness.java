package org.camerad.cgi;

/** Whether requests are let in at all. */
@FunctionalInterface
public interface Readiness {

	/**
	 * Lets requests in.
	 * @throws CgiFault 503 while the camera reboots
	 */
	void check();

}
