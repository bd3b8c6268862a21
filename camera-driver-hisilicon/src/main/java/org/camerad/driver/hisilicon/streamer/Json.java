package org.camerad.driver.hisilicon.streamer;

import org.camerad.driver.CameraException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reader of the streamer's JSON documents with limits. */
final class Json {

	private static final int MAX_NESTING_DEPTH = 16;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING_DEPTH).build())
			.build())
		.build();

	private Json() {
	}

	/**
	 * Parses an object.
	 * @throws CameraException UNAVAILABLE if the response is not a JSON object
	 */
	static JsonNode object(StreamerResponse response, String what) throws CameraException {
		try {
			JsonNode node = MAPPER.readTree(response.body());
			if (node.isObject()) {
				return node;
			}
		}
		catch (JacksonException ex) {
			throw CameraException.unavailable("the streamer's " + what + " is not complete JSON", ex);
		}
		throw CameraException.unavailable("the streamer's " + what + " is not a JSON object");
	}

	static JsonMapper mapper() {
		return MAPPER;
	}

}
