package org.camerad.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines short enough to review, and links that lead somewhere. */
class MarkdownTests {

	private static final int MAX_LINE = 120;

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *$");

	private static final Pattern FENCE = Pattern.compile("^ *(```|~~~)");

	@Test
	void linesAreShort() {
		List<String> found = new ArrayList<>();
		for (Path file : Repository.markdown()) {
			List<String> lines = Repository.text(file).lines().toList();
			for (int i = 0; i < lines.size(); i++) {
				int length = lines.get(i).codePointCount(0, lines.get(i).length());
				if (length > MAX_LINE) {
					found.add(Repository.name(file) + ":" + (i + 1) + ": " + length + " characters");
				}
			}
		}
		assertThat(found).as("lines of more than " + MAX_LINE + " characters").isEmpty();
	}

	@Test
	void linksLeadSomewhere() {
		List<String> found = new ArrayList<>();
		for (Path file : Repository.markdown()) {
			Matcher matcher = LINK.matcher(withoutCode(Repository.text(file)));
			while (matcher.find()) {
				if (!leadsSomewhere(file, matcher.group(1))) {
					found.add(Repository.name(file) + ": " + matcher.group(1));
				}
			}
		}
		assertThat(found).as("links to files or headings that do not exist").isEmpty();
	}

	private static boolean leadsSomewhere(Path file, String link) {
		if (link.matches("(https?|mailto):.*")) {
			return true;
		}
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
		return Files.exists(target) && (parts.length == 1 || !target.toString().endsWith(".md")
				|| anchors(Repository.text(target)).contains(parts[1]));
	}

	/** Returns the anchors that GitHub makes of headings. */
	private static Set<String> anchors(String markdown) {
		Set<String> anchors = new HashSet<>();
		withoutCode(markdown).lines().map(HEADING::matcher).filter(Matcher::matches).forEach((heading) -> {
			String anchor = heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-');
			String unique = anchor;
			for (int i = 1; !anchors.add(unique); i++) {
				unique = anchor + "-" + i;
			}
		});
		return anchors;
	}

	private static String withoutCode(String markdown) {
		StringBuilder text = new StringBuilder();
		boolean fenced = false;
		for (String line : markdown.lines().toList()) {
			if (FENCE.matcher(line).find()) {
				fenced = !fenced;
			}
			else if (!fenced) {
				text.append(line).append('\n');
			}
		}
		return text.toString();
	}

}
