package org.camerad.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for words and sentences in docs/plain-english.md that a machine can check.
 */
class LanguageTests {

	private static final Pattern TEXTS = Pattern
		.compile("(.*\\.(java|md|c|h|sh|bash|ya?ml|properties|html|js|service|json)|script/[\\w-]+|Dockerfile)");

	private static final Pattern NOT_OURS = Pattern.compile("(.*/language/.*|docs/plain-english\\.md|LICENSE.*)");

	/** A line's end with the comment's or the string's beginning of the next line. */
	private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n[\\s*#/]*|\"\\s*\\+\\s*\"");

	private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

	private static final Pattern JAVADOC_OPENING = Pattern
		.compile("/\\*\\*[\\s*]*(What|Who|Whether|How|what|who|whether|how)\\b");

	@Test
	void noBannedWords() {
		Pattern banned = banned();
		List<String> found = new ArrayList<>();
		for (Path file : Repository
			.files((path) -> TEXTS.matcher(path).matches() && !NOT_OURS.matcher(path).matches())) {
			String text = CAMEL_CASE.matcher(LINE_BREAK.matcher(Repository.text(file)).replaceAll(" "))
				.replaceAll(" ")
				.replace('_', ' ');
			Matcher matcher = banned.matcher(text);
			while (matcher.find()) {
				found.add(Repository.name(file) + ": " + around(text, matcher.start(), matcher.end()));
			}
		}
		assertThat(found).as("words that docs/plain-english.md bans").isEmpty();
	}

	@Test
	void javadocStartsWithANounOrAVerb() {
		List<String> found = new ArrayList<>();
		for (Path file : Repository.files((path) -> path.endsWith(".java"))) {
			String text = Repository.text(file);
			Matcher matcher = JAVADOC_OPENING.matcher(text);
			while (matcher.find()) {
				found.add(Repository.name(file) + ":" + Repository.line(text, matcher.start(1)) + ": "
						+ around(text, matcher.start(1), matcher.end(1)));
			}
		}
		assertThat(found).as("types start with a noun phrase, methods with a third-person verb").isEmpty();
	}

	private static Pattern banned() {
		try (InputStream in = LanguageTests.class.getResourceAsStream("/language/banned-words.txt")) {
			return Pattern.compile(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map((words) -> words.replace(" ", "\\s+"))
				.collect(Collectors.joining("|", "\\b(", ")\\b")), Pattern.CASE_INSENSITIVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String around(String text, int start, int end) {
		return text.substring(Math.max(0, start - 30), Math.min(text.length(), end + 40)).replaceAll("\\s+", " ");
	}

}
