package org.camerad.driver.hisilicon.streamer;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import tools.jackson.databind.JsonNode;

/**
 * The description of one key in the streamer's schema.
 *
 * @param path the dotted path, such as {@code video0.fps}
 * @param type the JSON schema type; empty if the schema names none
 * @param options the allowed values; empty if the schema lists none
 * @param range the allowed whole numbers, if the schema has both bounds
 * @param node the complete description
 */
record SchemaKey(String path, String type, List<String> options, Optional<IntRange> range, JsonNode node) {

	/** The effect of a change on the pipeline, from the streamer's {@code x-reload}. */
	enum ReloadScope {

		/** The change takes effect without interrupting the streams. */
		IN_PLACE,

		/** The change takes effect when the pipeline is rebuilt. */
		PIPELINE

	}

	ReloadScope reload() {
		String scope = this.node.path("x-reload").asString("");
		boolean named = scope.startsWith("service:") || scope.startsWith("channel:");
		boolean inPlace = scope.equals("live") || scope.equals("none") || named
				|| (scope.isEmpty() && this.node.path("x-live").asBoolean(false));
		return inPlace ? ReloadScope.IN_PLACE : ReloadScope.PIPELINE;
	}

	/** Returns whether the schema allows the value. */
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
	 * Returns whether the streamer may hold the value. Defaults may lie outside the
	 * range.
	 */
	boolean mayHold(String value) {
		return accepts(value) || isDefault(value);
	}

	boolean isDefault(String value) {
		return this.node.has("default") && value.equals(this.node.path("default").asString(""));
	}

	/** Returns the default as text; empty without one. */
	Optional<String> textDefault() {
		return this.node.has("default") ? Optional.of(this.node.path("default").asString("")) : Optional.empty();
	}

	/** Returns the default if it is a whole number. */
	Optional<Integer> wholeDefault() {
		JsonNode value = this.node.path("default");
		return value.isInt() ? Optional.of(value.asInt()) : Optional.empty();
	}

	/** Returns a positive whole number from an extension of the key. */
	Optional<Integer> whole(String extension) {
		return Optional.of(this.node.path(extension).asInt(0)).filter((number) -> number > 0);
	}

	/** Returns a picture size from an extension of the key, such as {@code x-max}. */
	Optional<Resolution> size(String extension) {
		return PictureSizes.parse(this.node.path(extension).asString(""));
	}

}
