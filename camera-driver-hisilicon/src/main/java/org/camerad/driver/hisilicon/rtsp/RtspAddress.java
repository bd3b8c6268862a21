package org.camerad.driver.hisilicon.rtsp;

import java.net.URI;
import java.util.Optional;

/**
 * The address of an RTSP stream.
 *
 * @param url the URL, such as {@code rtsp://192.168.1.10:554/stream=0}
 * @param username the user name
 * @param password the password; empty for a server that requires none
 */
public record RtspAddress(URI url, String username, Optional<String> password) {

	private static final int PORT = 554;

	int port() {
		return (this.url.getPort() < 0) ? PORT : this.url.getPort();
	}

	/** Returns the URL without the password. */
	@Override
	public String toString() {
		return this.url.toString();
	}

}
