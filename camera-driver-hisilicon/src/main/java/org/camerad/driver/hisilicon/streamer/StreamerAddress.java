package org.camerad.driver.hisilicon.streamer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the streamer is and how it is asked.
 *
 * @param url its HTTP server, without a path behind it
 * @param username the user, {@code root} on OpenIPC
 * @param password the password, none for a streamer that asks for none
 * @param pictureTimeLimit how long one picture may take
 * @param timeLimit how long one call of the application may take
 * @param reloadPath what makes a build reload that does not do so by itself
 * @param rtsp where the encoded streams are, when not at the same host
 */
public record StreamerAddress(URI url, String username, Optional<String> password, Duration pictureTimeLimit,
		Duration timeLimit, String reloadPath, Optional<URI> rtsp) {

	/** The header that tells who asks. */
	Optional<String> authorization() {
		return this.password.map((secret) -> "Basic "
				+ Base64.getEncoder().encodeToString((this.username + ":" + secret).getBytes(StandardCharsets.UTF_8)));
	}

	/** Without the password. */
	@Override
	public String toString() {
		return "StreamerAddress[" + this.url + "]";
	}

}
