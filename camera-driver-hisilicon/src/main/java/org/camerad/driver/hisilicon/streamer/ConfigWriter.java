package org.camerad.driver.hisilicon.streamer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.camerad.driver.CameraException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A writer of the streamer's configuration. It sends one document, or key by key to
 * builds that do not accept documents.
 */
final class ConfigWriter {

	private static final System.Logger logger = System.getLogger(ConfigWriter.class.getName());

	/** Includes the reload, because some builds reload before they respond. */
	private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(3);

	private static final int SERVER_ERROR = 500;

	private final StreamerHttp http;

	ConfigWriter(StreamerHttp http) {
		this.http = http;
	}

	/**
	 * Writes values. A lost response and an error of the server are not final: the caller
	 * reads the configuration back.
	 * @return the reason why the values may not be written; empty if they were accepted
	 * @throws CameraException REFUSED if the streamer refuses a value; it may have stored
	 * the values before that one
	 */
	Optional<CameraException> write(Map<String, String> changes) throws CameraException {
		if (changes.isEmpty()) {
			return Optional.empty();
		}
		try {
			StreamerResponse response = this.http.post("/api/v1/config", document(changes), WRITE_TIMEOUT);
			if (response.status() == StreamerResponse.NOT_FOUND) {
				writeOneByOne(changes);
			}
			else {
				requireAccepted(response);
			}
			return Optional.empty();
		}
		catch (CameraException ex) {
			if (ex.kind() == CameraException.Kind.REFUSED) {
				throw ex;
			}
			logger.log(System.Logger.Level.DEBUG, "a write was not confirmed: reading the configuration back", ex);
			return Optional.of(ex);
		}
	}

	/** Resets keys to the streamer's defaults, or removes them if they have none. */
	void reset(Set<String> paths) throws CameraException {
		if (!paths.isEmpty()) {
			String query = paths.stream().map((path) -> "key=" + path).collect(Collectors.joining("&"));
			requireAccepted(this.http.get("/api/v1/reset?" + query, WRITE_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES));
		}
	}

	/**
	 * Writes each key with a request of its own. A 404 means an unknown key here, because
	 * the interface itself exists.
	 */
	private void writeOneByOne(Map<String, String> changes) throws CameraException {
		for (Map.Entry<String, String> change : changes.entrySet()) {
			String value = URLEncoder.encode(change.getValue(), StandardCharsets.UTF_8).replace("+", "%20");
			StreamerResponse response = this.http.get("/api/v1/set?" + change.getKey() + "=" + value, WRITE_TIMEOUT,
					StreamerHttp.MAX_DOCUMENT_BYTES);
			if (response.status() == StreamerResponse.NOT_FOUND) {
				throw CameraException
					.refused("the streamer does not know " + change.getKey() + ": its schema and its settings differ");
			}
			requireAccepted(response);
		}
	}

	private static void requireAccepted(StreamerResponse response) throws CameraException {
		boolean refused = !response.isSuccess() && response.status() != StreamerResponse.UNAUTHORIZED
				&& response.status() < SERVER_ERROR;
		if (refused) {
			throw CameraException.refused(response.problem());
		}
		response.requireSuccess();
	}

	/** Returns the dotted keys as nested objects, with every value as text. */
	private static byte[] document(Map<String, String> changes) {
		ObjectNode root = Json.mapper().createObjectNode();
		changes.forEach((path, value) -> {
			ObjectNode parent = root;
			String[] names = path.split("\\.");
			for (int i = 0; i < names.length - 1; i++) {
				parent = parent.withObjectProperty(names[i]);
			}
			parent.put(names[names.length - 1], value);
		});
		return Json.mapper().writeValueAsBytes(root);
	}

}
