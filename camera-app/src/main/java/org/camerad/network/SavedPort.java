package org.camerad.network;

/** The port that is to be listened on. */
@FunctionalInterface
interface SavedPort {

	int port();

}
