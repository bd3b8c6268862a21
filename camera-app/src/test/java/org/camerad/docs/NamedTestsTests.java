package org.camerad.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests that documents name exist, and the security page leaves no attack out. */
class NamedTestsTests {

	private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Tests)(?:\\.([a-z][A-Za-z0-9]*))?`");

	@Test
	void testsThatDocumentsNameExist() {
		Map<String, String> sources = new TreeMap<>();
		Repository.files((path) -> path.matches(".*/src/test/java/.*Tests\\.java"))
			.forEach((file) -> sources.merge(simpleName(file), Repository.text(file), String::concat));
		List<String> found = new ArrayList<>();
		for (Path file : Repository.files((path) -> path.matches("(docs/.*|[A-Z]+)\\.md"))) {
			Matcher named = TEST.matcher(Repository.text(file));
			while (named.find()) {
				String source = sources.getOrDefault(named.group(1), "");
				if (source.isEmpty() || (named.group(2) != null && !source.contains("void " + named.group(2) + "("))) {
					found.add(Repository.name(file) + ": " + named.group());
				}
			}
		}
		assertThat(found).as("tests that do not exist").isEmpty();
	}

	@Test
	void noPrivateKeyIsInTheRepository() {
		Pattern key = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]{20}");
		List<String> found = Repository.files((path) -> !path.matches(".*\\.(jar|png|jpg|gz|bin|raw|h26[45]|mp4|zip)"))
			.stream()
			.filter((file) -> key.matcher(new String(read(file), StandardCharsets.ISO_8859_1)).find())
			.map(Repository::name)
			.toList();
		assertThat(found).as("files with private keys").isEmpty();
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String simpleName(Path file) {
		return file.getFileName().toString().replace(".java", "");
	}

	@Test
	void eachAttackAndPointHasARowWithATestOrAReason() {
		String page = Repository.text(Path.of("../docs/security.md"));
		Map<String, String> rows = new TreeMap<>();
		Pattern.compile("(?ms)^(?:- \\*\\*|\\| )(A?[0-9.]+)(?:\\*\\* | \\|).*?(?=^(?:- |\\| |#|$))")
			.matcher(page.substring(page.indexOf("## Evidence")))
			.results()
			.forEach((row) -> rows.merge(row.group(1), row.group(), String::concat));
		List<String> wanted = new ArrayList<>();
		IntStream.rangeClosed(1, 38).forEach((number) -> wanted.add("A" + number));
		IntStream.rangeClosed(1, 25).forEach((number) -> wanted.add(String.valueOf(number)));
		IntStream.rangeClosed(1, 13).forEach((number) -> wanted.add("5." + number));
		assertThat(rows.keySet()).containsAll(wanted);
		assertThat(rows.values()).allMatch((row) -> TEST.matcher(row).find() || row.contains("not met, because")
				|| row.contains("`script/") || row.contains("]("));
	}

}
