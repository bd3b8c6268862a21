package org.camerad.driver.support.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The check of a driver's documentation against its declared properties. Each row that
 * {@link #rows} renders must be in the tables once, and no page may name another
 * property.
 */
public final class DocumentedProperties {

	/** The heading of each table. */
	private static final List<String> HEADING = List.of("| property | default | must be | what it is |",
			"| --- | --- | --- | --- |");

	private static final Path ROOT = Path.of("..");

	private DocumentedProperties() {
	}

	/**
	 * Checks the documentation.
	 * @param properties the declared properties
	 * @param pages the files with the driver's tables, relative to the root of the
	 * repository
	 * @throws IOException if a page cannot be read
	 */
	public static void check(DriverProperties properties, String... pages) throws IOException {
		String start = "| `" + properties.prefix();
		List<String> documented = Stream.of(pages)
			.flatMap(DocumentedProperties::lines)
			.filter((line) -> line.startsWith(start))
			.toList();
		assertThat(documented).as("rows of the property tables").containsExactlyInAnyOrderElementsOf(rows(properties));
		for (String page : pages) {
			checkHeadings(start, lines(page).toList());
		}
		checkMentions(properties);
	}

	/** Returns the rows of the tables; a family of properties has one row. */
	private static List<String> rows(DriverProperties properties) {
		return properties.declared()
			.stream()
			.map((property) -> "| `" + properties.prefix() + property.family() + "` | "
					+ property.initial().map((text) -> "`" + text + "`").orElse("none") + " | "
					+ property.kind().expected() + " | " + property.description() + " |")
			.distinct()
			.toList();
	}

	private static void checkHeadings(String start, List<String> lines) {
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith(start) && !lines.get(i - 1).startsWith(start)) {
				assertThat(lines.subList(i - 2, i)).as("heading of the table with " + lines.get(i)).isEqualTo(HEADING);
			}
		}
	}

	/**
	 * Checks that every name in a page is that of a property or the beginning of one.
	 */
	private static void checkMentions(DriverProperties properties) throws IOException {
		Set<String> known = properties.declared()
			.stream()
			.flatMap((property) -> Stream.of(property.name(), property.family()))
			.collect(Collectors.toSet());
		Pattern mention = Pattern.compile(Pattern.quote(properties.prefix()) + "[a-z0-9-]+(\\.[a-z0-9-]+)*");
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			assertThat(Stream.concat(files, Stream.of(ROOT.resolve("README.md")))
				.filter((file) -> file.toString().endsWith(".md"))
				.flatMap((file) -> mention.matcher(read(file)).results().map(MatchResult::group))
				.map((name) -> name.substring(properties.prefix().length()))
				.filter((name) -> known.stream().noneMatch((key) -> key.equals(name) || key.startsWith(name + "."))))
				.as("properties that the documentation names and the driver does not have")
				.isEmpty();
		}
	}

	private static Stream<String> lines(String page) {
		return read(ROOT.resolve(page)).lines();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
