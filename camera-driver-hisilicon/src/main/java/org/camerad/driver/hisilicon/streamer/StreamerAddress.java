package org.camerad.driver.hisilicon.streamer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The address and credentials of the streamer, and the limits of requests.
 *
 * @param url the HTTP server, without a path
 * @param username the user name, {@code root} on OpenIPC
 * @param password the password; empty for a streamer that requires none
 * @param pictureTimeLimit the time limit of one picture
 * @param timeLimit the time limit of one call of the application
 * @param reloadPath the path that makes a build reload on request
 * @param rtsp the RTSP server; empty for the host of the HTTP server
 */
public record StreamerAddress(URI url, String username, Optional<String> password, Duration pictureTimeLimit,
		Duration timeLimit, String reloadPath, Optional<URI> rtsp) {

	/**
	 * Returns the value of the {@code Authorization} header; empty without a password.
	 */
	Optional<String> authorization() {
		return this.password.map((secret) -> "Basic "
				+ Base64.getEncoder().encodeToString((this.username + ":" + secret).getBytes(StandardCharsets.UTF_8)));
	}

	/** Returns the URL without the password. */
	@Override
	public String toString() {
		return "StreamerAddress[" + this.url + "]";
	}

}
