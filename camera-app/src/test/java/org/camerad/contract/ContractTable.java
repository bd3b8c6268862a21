package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One interface's table of requests and responses, from {@code NAME.table}: <pre>
 * path     /cgi-bin/image           what is asked; faults carry it as their value
 * element  stream1                  the element that changes, when it is not the only one
 * varying  current_time             an attribute that no line can foretell
 * initial  &lt;image …/&gt;               the answer of a query after a factory reset
 *
 * brightness=0  -&gt; brightness="0"   a set: these attributes change, all others stay
 * brightness=-1 -&gt; ! brightness …   a fault, after which nothing has changed
 * stop=1        -&gt; &lt;ptz_ctrl&gt;…      an action: the whole answer
 * </pre> An answer's {@code =} alone says that nothing changes. Each set is followed by a
 * query that must give the same.
 */
final class ContractTable {

	private static final Path FOLDER = Path.of("src", "test", "resources", "contract");

	private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

	private final Map<String, String> head = new HashMap<>();

	private final List<Line> lines = new ArrayList<>();

	/** A line of the table. */
	record Line(int number, String query, String answer) {
	}

	/**
	 * Returns the names of the tables that are there for the interfaces of a service.
	 */
	static List<String> names(TestService camera) {
		List<String> paths = camera.routes().all();
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.filter((file) -> file.toString().endsWith(".table"))
				.filter((file) -> paths.contains(new ContractTable(text(file)).path().replace("/cgi-bin/", "")))
				.map((file) -> file.getFileName().toString().replace(".table", ""))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads the table of that name for the hardware. */
	static ContractTable read(ServiceFixture bench, String name) {
		try {
			return new ContractTable(bench.expected(name + ".table"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ContractTable(String text) {
		List<String> lines = text.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			add(i + 1, lines.get(i).strip());
		}
	}

	private void add(int number, String line) {
		if (line.isEmpty() || line.startsWith("#")) {
			return;
		}
		String[] sides = line.split(" +-> +", 2);
		if (sides.length == 2) {
			this.lines.add(new Line(number, sides[0], sides[1]));
		}
		else {
			String[] words = line.split(" +", 2);
			this.head.put(words[0], words[1]);
		}
	}

	List<Line> lines() {
		return this.lines;
	}

	/** The lines that try to change something, whether that works or not. */
	Stream<Line> changes() {
		return this.lines.stream()
			.filter((line) -> !line.answer().equals("=") && !line.answer().equals("! error, parse parameters"));
	}

	/** Asks a line as somebody who may not change anything. */
	void checkDenied(Line line, TestService camera, String uid) {
		assertThat(camera.get(path() + "?" + line.query() + "&uid=" + uid).summary()).as(line.toString())
			.isEqualTo(RawResponse.fault(400, path(), "permission denied"));
	}

	/** Returns whether the interface keeps values that a query shows. */
	private boolean keeps() {
		return this.head.containsKey("initial");
	}

	void checkInitial(TestService camera, String uid) {
		if (keeps()) {
			assertThat(state(camera, uid)).isEqualTo(masked("200 " + this.head.get("initial")));
		}
	}

	/**
	 * @param lacked the parameters whose settings the hardware does not have
	 */
	void check(Line line, TestService camera, String uid, Set<String> lacked) {
		List<String> passed = lacked.stream().filter((name) -> passes(line.query(), name)).toList();
		if (passed.isEmpty() || line.answer().equals("! error, parse parameters")) {
			check(line, camera, uid);
		}
		else {
			checkLacked(line, passed, camera, uid);
		}
	}

	private static boolean passes(String query, String name) {
		return Arrays.stream(query.split("&")).anyMatch((pair) -> pair.replace("%20", "").startsWith(name + "="));
	}

	/** A lacked setting is not supported, unless a fault comes before it in the table. */
	private void checkLacked(Line line, List<String> passed, TestService camera, String uid) {
		String before = state(camera, uid);
		List<String> faults = new ArrayList<>(passed.stream().map((name) -> name + " not supported").toList());
		boolean other = line.answer().startsWith("! ")
				&& passed.stream().noneMatch((name) -> line.answer().matches("! " + name + "\\b.*"));
		if (other) {
			faults.add(line.answer().substring(2));
		}
		RawResponse answer = camera.get(path() + "?" + line.query() + "&uid=" + uid);
		assertThat(answer.summary()).as(line.toString())
			.isIn(faults.stream().map((fault) -> RawResponse.fault(400, path(), fault)).toList());
		assertThat(state(camera, uid)).as("nothing has changed").isEqualTo(before);
	}

	void check(Line line, TestService camera, String uid) {
		String before = keeps() ? state(camera, uid) : "";
		RawResponse answer = camera.get(path() + "?" + line.query() + "&uid=" + uid);
		String after = keeps() ? state(camera, uid) : "";
		if (line.answer().startsWith("! ")) {
			assertThat(answer.summary()).as(line.toString())
				.isEqualTo(RawResponse.fault(400, path(), line.answer().substring(2)));
			assertThat(after).as("nothing has changed").isEqualTo(before);
		}
		else if (line.answer().startsWith("<")) {
			assertThat(answer.summary()).as(line.toString()).isEqualTo("200 " + line.answer());
		}
		else {
			assertThat(masked(answer.summary())).as(line.toString()).isEqualTo(changed(before, line.answer()));
			assertThat(after).as("asked again").isEqualTo(masked(answer.summary()));
		}
		if (answer.status() == 200) {
			assertThat(answer.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
			assertThat(answer.header("Cache-Control")).contains("no-store");
			answer.root();
		}
	}

	/** Asks for a part that is not there: whatever can be read is not supported. */
	void checkAbsent(Line line, TestService camera, String uid) {
		String name = path().substring(path().lastIndexOf('/') + 1).replace("ptz_ctrl", "ptz");
		RawResponse answer = camera.get(path() + "?" + line.query() + "&uid=" + uid);
		String absent = RawResponse.fault(400, path(), name + " not supported");
		if (line.answer().equals("! error, parse parameters")) {
			assertThat(answer.summary()).as(line.toString())
				.isIn(absent, RawResponse.fault(400, path(), "error, parse parameters"));
		}
		else {
			assertThat(answer.summary()).as(line.toString()).isEqualTo(absent);
		}
	}

	private String path() {
		return this.head.getOrDefault("path", "");
	}

	private String state(TestService camera, String uid) {
		return masked(camera.get(path() + "?uid=" + uid).summary());
	}

	private String masked(String told) {
		String varying = this.head.get("varying");
		return (varying == null) ? told : told.replaceAll("\\b(" + varying + ")=\"[^\"]*\"", "$1=\"…\"");
	}

	/** An answer with some attributes of the element replaced. */
	private String changed(String told, String attributes) {
		String element = this.head.getOrDefault("element", "");
		int start = told.indexOf("<" + element);
		int end = told.indexOf("/>", start);
		String changed = told.substring(start, end);
		Matcher matcher = ATTRIBUTE.matcher(attributes);
		while (matcher.find()) {
			String former = " " + matcher.group(1) + "=\"[^\"]*\"";
			assertThat(changed).as("attribute of the table").containsPattern(former);
			changed = changed.replaceFirst(former, Matcher.quoteReplacement(" " + matcher.group()));
		}
		return told.substring(0, start) + changed + told.substring(end);
	}

}
