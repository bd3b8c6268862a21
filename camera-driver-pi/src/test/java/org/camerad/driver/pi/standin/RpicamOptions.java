package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The options of one version of rpicam-vid, checked as strictly as by the program.
 */
final class RpicamOptions {

	private static final Map<String, Pattern> VALUES = Map.of("count", Pattern.compile("[0-9]+"), "integer",
			Pattern.compile("-?[0-9]+"), "number", Pattern.compile("-?[0-9]+(\\.[0-9]+)?"), "text",
			Pattern.compile("(?s).*"));

	/** The values of some options, from rpicam-apps' core/options.cpp. */
	private static final Map<String, Pattern> MEANINGS = Map.ofEntries(meaning("codec", "h264|libav|mjpeg|yuv420"),
			meaning("rotation", "0|180"), meaning("timeout", "[0-9]+(ms|us|ns|sec|s|min|m|h)?"),
			meaning("brightness", "-?(0(\\.[0-9]+)?|1(\\.0+)?)"), meaning("contrast", "([0-9]|1[0-5])(\\.[0-9]+)?"),
			meaning("saturation", "([0-9]|1[0-5])(\\.[0-9]+)?"), meaning("sharpness", "([0-9]|1[0-5])(\\.[0-9]+)?"),
			meaning("quality", "100|[1-9][0-9]?"), meaning("metering", "centre|spot|average|matrix|custom"),
			meaning("awb", "auto|normal|incandescent|tungsten|fluorescent|indoor|daylight|cloudy|custom"),
			meaning("autofocus-mode", "default|manual|auto|continuous"),
			meaning("lens-position", "default|[0-9]+(\\.[0-9]+)?"), meaning("metadata-format", "json|txt"),
			meaning("flicker-period", "[0-9]+(\\.[0-9]+)?(ms|us|s|sec)?"), meaning("ev", "-?[0-9]+(\\.[0-9]+)?"),
			meaning("mode", "[0-9]+:[0-9]+(:[0-9]+(:[PpUu])?)?"));

	private static Map.Entry<String, Pattern> meaning(String option, String values) {
		return Map.entry(option, Pattern.compile(values));
	}

	private final Map<String, String> kinds = new HashMap<>();

	private final Map<String, String> letters = new HashMap<>();

	static RpicamOptions of(String version) throws IOException {
		RpicamOptions options = new RpicamOptions();
		try (InputStream list = RpicamOptions.class.getResourceAsStream("rpicam-vid-" + version + ".options")) {
			if (list == null) {
				throw new IOException("no list of options for version " + version);
			}
			new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("[ ,]"))
				.forEach(options::add);
		}
		return options;
	}

	private void add(String[] words) {
		boolean letter = words[1].length() == 1;
		this.kinds.put(words[0], words[letter ? 2 : 1]);
		if (letter) {
			this.letters.put(words[1], words[0]);
		}
	}

	/** Returns the given options by their long names. */
	Map<String, String> parse(List<String> arguments) {
		Map<String, String> given = new HashMap<>();
		for (Iterator<String> left = arguments.iterator(); left.hasNext();) {
			String argument = left.next();
			String name = name(argument);
			String value = this.kinds.get(name).equals("flag") ? "1" : value(argument, name, left);
			if (given.put(name, value) != null) {
				throw new IllegalArgumentException("option '--" + name + "' cannot be specified more than once");
			}
		}
		return given;
	}

	private String name(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2)
				: argument.startsWith("-") ? this.letters.getOrDefault(argument.substring(1), "") : "";
		if (!argument.startsWith("-")) {
			throw new IllegalArgumentException("too many positional options have been specified on the command line");
		}
		if (!this.kinds.containsKey(name)) {
			throw new IllegalArgumentException("unrecognised option '" + argument + "'");
		}
		return name;
	}

	private String value(String argument, String name, Iterator<String> left) {
		if (!left.hasNext()) {
			throw new IllegalArgumentException("the required argument for option '" + argument + "' is missing");
		}
		String value = left.next();
		Pattern meaning = MEANINGS.getOrDefault(name, VALUES.get(this.kinds.get(name)));
		if (!meaning.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"the argument ('" + value + "') for option '" + argument + "' is invalid");
		}
		return value;
	}

}
