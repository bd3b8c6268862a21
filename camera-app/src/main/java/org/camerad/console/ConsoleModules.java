package org.camerad.console;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of the console and what they import. A module {@code vendor/NAME.js} is
 * imported as {@code NAME}, all others by their relative paths.
 */
final class ConsoleModules {

	private static final Pattern STATIC_IMPORT = Pattern.compile("\\b(?:import|from)\\s*[\"']([^\"']+)[\"']");

	private static final String LIBRARIES = "vendor/";

	private static final String SUFFIX = ".js";

	private final Map<String, String> files;

	ConsoleModules(Map<String, String> files) {
		this.files = files;
	}

	static boolean isModule(String path) {
		return path.endsWith(SUFFIX);
	}

	/** Returns the name under which a page imports a module. */
	static String specifier(String path, String base) {
		return path.startsWith(LIBRARIES) ? path.substring(LIBRARIES.length(), path.length() - SUFFIX.length())
				: base + path;
	}

	/** Returns modules and all that they import before they run. */
	Set<String> closure(List<String> entries) {
		Set<String> found = new LinkedHashSet<>();
		entries.forEach((entry) -> collect(entry, found));
		return found;
	}

	private void collect(String path, Set<String> found) {
		String source = this.files.get(path);
		if (source == null || !found.add(path)) {
			return;
		}
		Matcher matcher = STATIC_IMPORT.matcher(source);
		while (matcher.find()) {
			collect(resolve(path, matcher.group(1)), found);
		}
	}

	private static String resolve(String from, String specifier) {
		return specifier.startsWith(".") ? URI.create("/" + from).resolve(specifier).getPath().substring(1)
				: LIBRARIES + specifier + SUFFIX;
	}

}
