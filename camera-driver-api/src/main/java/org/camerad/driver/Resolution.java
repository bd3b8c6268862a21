package org.camerad.driver;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a picture and the contract's word for it: {@code 1080P}, {@code VGA}, or
 * width X height as in {@code 2592X1944}. Immutable.
 *
 * @param name the contract's word
 * @param width width in pixels, even
 * @param height height in pixels, even
 */
public record Resolution(String name, int width, int height) {

	private static final Map<String, Resolution> NAMED = Map.of("1080P", new Resolution("1080P", 1920, 1080), "720P",
			new Resolution("720P", 1280, 720), "VGA", new Resolution("VGA", 640, 480));

	private static final Pattern WIDTH_X_HEIGHT = Pattern.compile("([1-9][0-9]{1,4})X([1-9][0-9]{1,4})");

	/**
	 * Creates a resolution.
	 * @throws IllegalArgumentException if width or height is odd or less than 2
	 */
	public Resolution {
		if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
			throw new IllegalArgumentException("not a picture size: " + width + "x" + height);
		}
	}

	/**
	 * Returns the resolution of a width and a height in pixels, named by the contract's
	 * word.
	 */
	public static Resolution of(int width, int height) {
		return NAMED.values()
			.stream()
			.filter((named) -> named.width == width && named.height == height)
			.findFirst()
			.orElseGet(() -> new Resolution(width + "X" + height, width, height));
	}

	/** Returns the resolution that a word denotes; empty if it denotes none. */
	public static Optional<Resolution> parse(String word) {
		Resolution named = NAMED.get(word);
		if (named != null) {
			return Optional.of(named);
		}
		Matcher matcher = WIDTH_X_HEIGHT.matcher(word);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int width = Integer.parseInt(matcher.group(1));
		int height = Integer.parseInt(matcher.group(2));
		return (width % 2 == 0 && height % 2 == 0) ? Optional.of(of(width, height)) : Optional.empty();
	}

}
