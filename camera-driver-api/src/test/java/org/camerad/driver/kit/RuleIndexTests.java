package org.camerad.driver.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the rules of the kit with the driver guide and the Javadoc of the SPI. */
class RuleIndexTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][0-9]+ \\| [^|]+) \\|$");

	private static final Pattern ID = Pattern.compile("\\b[ACDFILMNOPSV][0-9]{1,2}\\b");

	@Test
	void theDriverGuideListsEachRuleOnceInTheWordsOfTheKit() throws IOException {
		String guide = Files.readString(Path.of("..", "docs", "driver-guide.md"));
		List<String> rows = ROW.matcher(guide).results().map((row) -> row.group(1).replaceFirst(" \\| ", " ")).toList();
		assertThat(rows).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(rules());
	}

	@Test
	void eachRuleOfTheSpiIsInTheKit() throws IOException {
		List<String> ids = rules().stream().map((rule) -> rule.substring(0, rule.indexOf(' '))).toList();
		assertThat(ids).doesNotHaveDuplicates().containsAll(idsInJavadoc());
	}

	private static List<String> rules() {
		List<String> rules = new ArrayList<>();
		for (Class<?> part : DriverKit.class.getDeclaredClasses()) {
			Arrays.stream(part.getSuperclass().getDeclaredMethods())
				.filter((method) -> method.isAnnotationPresent(Test.class))
				.forEach((method) -> rules.add(method.getAnnotation(DisplayName.class).value()));
		}
		return rules;
	}

	private static TreeSet<String> idsInJavadoc() throws IOException {
		TreeSet<String> ids = new TreeSet<>();
		try (Stream<Path> files = Files.list(Path.of("src/main/java/org/camerad/driver"))) {
			files.filter(Files::isRegularFile)
				.map(RuleIndexTests::read)
				.flatMap((text) -> Pattern.compile("\\([^()]*\\)").matcher(text).results().map(MatchResult::group))
				.forEach((bracket) -> ID.matcher(bracket).results().forEach((id) -> ids.add(id.group())));
		}
		return ids;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
