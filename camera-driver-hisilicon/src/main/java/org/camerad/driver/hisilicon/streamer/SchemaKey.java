package org.camerad.driver.hisilicon.streamer;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import tools.jackson.databind.JsonNode;

/**
 * What the streamer's schema says of one key.
 *
 * @param path where it stands, such as {@code video0.fps}
 * @param type the JSON schema's type, empty when it names none
 * @param options the values it takes, empty when it lists none
 * @param range the whole numbers it takes, when it gives both ends
 * @param node everything else that the schema says of it
 */
record SchemaKey(String path, String type, List<String> options, Optional<IntRange> range, JsonNode node) {

	/**
	 * How a change gets into effect; the streamer's {@code x-reload}, or what it means.
	 */
	enum ReloadScope {

		/** At once, or in place without a break in the streams. */
		IN_PLACE,

		/** With a rebuilt pipeline. */
		PIPELINE

	}

	ReloadScope reload() {
		String scope = this.node.path("x-reload").asString("");
		boolean named = scope.startsWith("service:") || scope.startsWith("channel:");
		boolean inPlace = scope.equals("live") || scope.equals("none") || named
				|| (scope.isEmpty() && this.node.path("x-live").asBoolean(false));
		return inPlace ? ReloadScope.IN_PLACE : ReloadScope.PIPELINE;
	}

	/** Whether the value is one that the schema allows. */
	boolean accepts(String value) {
		return switch (this.type) {
			case "boolean" -> value.equals("true") || value.equals("false");
			case "integer" -> wholeNumber(value) && (this.options.isEmpty() || this.options.contains(value));
			case "string" -> this.options.isEmpty() || this.options.contains(value);
			default -> true;
		};
	}

	private boolean wholeNumber(String value) {
		try {
			int number = Integer.parseInt(value);
			return this.range.isEmpty() || this.range.get().contains(number);
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	/**
	 * Whether the streamer may hold the value: its defaults may lie outside its ranges.
	 */
	boolean mayHold(String value) {
		return accepts(value) || isDefault(value);
	}

	boolean isDefault(String value) {
		return this.node.has("default") && value.equals(this.node.path("default").asString(""));
	}

	/** The default, when it is a whole number. */
	Optional<Integer> wholeDefault() {
		JsonNode value = this.node.path("default");
		return value.isInt() ? Optional.of(value.asInt()) : Optional.empty();
	}

	/** A picture size that the schema gives beside the key, such as {@code x-max}. */
	Optional<Resolution> size(String extension) {
		return PictureSizes.parse(this.node.path(extension).asString(""));
	}

}
