package org.camerad.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The messages that docs/operations.md quotes. */
class OperationsTests {

	/** The first cell of a row that begins with a quotation. */
	private static final Pattern QUOTED = Pattern.compile("(?m)^\\| `([^`]+)`[^|]*\\|");

	/** A quotation that may be the name of a property or a short fault text. */
	private static final int MIN_LENGTH = 8;

	@Test
	void quotedMessagesAreThoseOfTheCode() {
		String page = Repository.text(Repository.files((path) -> path.equals("docs/operations.md")).get(0));
		List<Path> sources = Repository.files((path) -> path.contains("/src/main/java/") && path.endsWith(".java"));
		// A message that is written in several pieces is one here.
		List<String> texts = sources.stream()
			.map((file) -> Repository.text(file).replaceAll("\"\\s*\\+\\s*\"", ""))
			.toList();
		List<String> quoted = QUOTED.matcher(page.substring(page.indexOf("## Troubleshooting")))
			.results()
			.map((MatchResult row) -> row.group(1))
			.filter((text) -> text.length() >= MIN_LENGTH)
			.toList();
		assertThat(quoted).hasSizeGreaterThan(20)
			.allSatisfy((text) -> assertThat(texts).as(text).anyMatch((source) -> source.contains(text)));
	}

}
