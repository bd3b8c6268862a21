package org.camerad.driver.hisilicon.rtsp;

import java.net.URI;
import java.util.Optional;

/**
 * Where a stream is.
 *
 * @param url such as {@code rtsp://192.168.1.10:554/stream=0}
 * @param username the user
 * @param password the password, none for a server that asks for none
 */
public record RtspAddress(URI url, String username, Optional<String> password) {

	private static final int PORT = 554;

	int port() {
		return (this.url.getPort() < 0) ? PORT : this.url.getPort();
	}

	/** Without the password. */
	@Override
	public String toString() {
		return this.url.toString();
	}

}
