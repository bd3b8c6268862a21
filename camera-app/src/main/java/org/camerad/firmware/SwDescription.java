package org.camerad.firmware;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of SWUpdate's {@code sw-description} that decides whether an image is for this
 * camera. Everything else in it is for the updater.
 *
 * @param version the version of the software
 * @param models the models that it is for
 * @param images the SHA-256 of each image in lower-case hexadecimal, by its file name
 */
record SwDescription(String version, List<String> models, Map<String, String> images) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,126}");

	private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");

	/** Reads a description in libconfig's form or as JSON. */
	static SwDescription parse(byte[] content) throws RefusedImageException {
		String text = decode(content);
		Map<?, ?> root = text.stripLeading().startsWith("{") ? json(text) : Libconfig.parse(text);
		if (!(root.get("software") instanceof Map<?, ?> software)) {
			throw wrong("there is no group software");
		}
		return new SwDescription(text(software, "version"), models(software), images(software));
	}

	private static String decode(byte[] content) throws RefusedImageException {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
			if (text.indexOf('\0') < 0) {
				return text;
			}
		}
		catch (CharacterCodingException ex) {
			// Not a text either.
		}
		throw wrong("it is not a text in UTF-8");
	}

	private static Map<?, ?> json(String text) throws RefusedImageException {
		try {
			return JSON.readValue(text, Map.class);
		}
		catch (JacksonException ex) {
			throw wrong(ex.getOriginalMessage());
		}
	}

	private static String text(Map<?, ?> group, String name) throws RefusedImageException {
		if (group.get(name) instanceof String text) {
			return text;
		}
		throw wrong(name + " is missing or not a text");
	}

	private static List<String> models(Map<?, ?> software) throws RefusedImageException {
		return list(software.get("hardware-compatibility"), "software.hardware-compatibility").stream()
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.toList();
	}

	private static Map<String, String> images(Map<?, ?> software) throws RefusedImageException {
		Map<String, String> images = new LinkedHashMap<>();
		for (Object image : list(software.get("images"), "software.images")) {
			if (!(image instanceof Map<?, ?> entry)) {
				throw wrong("an image is not a group");
			}
			String sum = text(entry, "sha256");
			if (!SHA256.matcher(sum).matches()) {
				throw wrong("sha256 must be 64 hexadecimal digits");
			}
			if (images.put(fileName(entry), sum.toLowerCase(Locale.ROOT)) != null) {
				throw wrong("an image is there twice");
			}
		}
		return images;
	}

	private static String fileName(Map<?, ?> entry) throws RefusedImageException {
		String name = text(entry, "filename");
		if (!FILE.matcher(name).matches() || name.contains("..") || name.startsWith("sw-description")) {
			throw wrong("an image has a file name that is not allowed");
		}
		return name;
	}

	private static List<?> list(@Nullable Object value, String name) throws RefusedImageException {
		if (value instanceof List<?> list && !list.isEmpty()) {
			return list;
		}
		throw wrong(name + " is missing, empty or not a list");
	}

	private static RefusedImageException wrong(String problem) {
		return RefusedImageException.notGenuine("sw-description: " + problem);
	}

}
