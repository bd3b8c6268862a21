package org.camerad.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files of the console as they are in the jar, by their path in its folder. */
final class ConsoleFiles {

	private static final String FOLDER = "/console/";

	/** A library's reference to a file that is not in the jar. */
	private static final String SOURCE_MAP = "\n//# sourceMappingURL=";

	private ConsoleFiles() {
	}

	/** Reads all of them, with slashes in their paths, in the order of their paths. */
	static Map<String, String> read() {
		try {
			Map<String, String> files = new TreeMap<>();
			PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(
					ConsoleFiles.class.getClassLoader());
			for (Resource file : resolver.getResources("classpath:" + FOLDER + "**/*.*")) {
				String path = file.getURL().getPath();
				files.put(path.substring(path.lastIndexOf(FOLDER) + FOLDER.length()), text(file));
			}
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Resource file) throws IOException {
		String text = file.getContentAsString(StandardCharsets.UTF_8);
		int map = text.indexOf(SOURCE_MAP);
		return (map < 0) ? text : text.substring(0, map + 1);
	}

}
