package org.camerad.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The files and lines of the audit log: whole, bounded and free of forged entries. */
class AuditFilesTests {

	private static final int MAX_BYTES = 64 * 1024;

	@TempDir
	Path folder;

	private AuditFiles open() {
		return new AuditFiles(this.folder.resolve("audit"), MAX_BYTES);
	}

	private static AuditEntry entry(AuditKind kind, String user) {
		return new AuditEntry(Instant.EPOCH, 1, AuditEvent.of(kind, user, "User", "192.0.2.7", "success"), 1);
	}

	private static String append(AuditFiles files, AuditEntry entry) throws IOException {
		AuditFiles.Line line = files.number(entry);
		files.append(line);
		return line.text();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x\n{\"number\":7,\"event\":\"reboot\"}", "a\",\"role\":\"Administrator", "\\", "\u2028",
			"\u202e\u2066live", "\u0000\u001b[2J\r", "\ud800", "\udc00x", "\u0085", "\ufeff",
			"na\u00efve\ud83d\ude00" })
	void noNameForgesOrHidesAnEntry(String name) throws IOException {
		AuditFiles files = open();
		append(files, entry(AuditKind.SET, name));
		String content = Files.readString(this.folder.resolve("audit/changes.jsonl"), StandardCharsets.US_ASCII);
		assertThat(content).matches("[ -~]+\n");
		JsonNode read = JsonMapper.builder().build().readTree(content);
		assertThat(read.propertyNames()).containsExactly("number", "time", "event", "camera", "user", "role", "address",
				"group", "names", "outcome", "count");
		assertThat(read.path("user").asString()).isEqualTo(characters(name));
		assertThat(read.path("event").asString()).isEqualTo("set");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"number\":9,\"ti", "\n", "\0\0\0\0", "{\"number\":9}\0\0", "{" })
	void aTornLastLineIsRemovedAtTheStart(String torn) throws IOException {
		String first = append(open(), entry(AuditKind.SET, "a"));
		Path file = this.folder.resolve("audit/changes.jsonl");
		Files.writeString(file, torn, StandardOpenOption.APPEND);
		String second = append(open(), entry(AuditKind.SET, "b"));
		assertThat(Files.readAllLines(file)).containsExactly(first, second);
		assertThat(second).startsWith("{\"number\":2,");
	}

	@Test
	void aFileOfAnotherKindIsNotKeptAsLines() throws IOException {
		Files.createDirectories(this.folder.resolve("audit"));
		Files.write(this.folder.resolve("audit/access.jsonl"), new byte[100_000]);
		AuditFiles files = open();
		String line = append(files, entry(AuditKind.LOG_IN_FAILED, "a"));
		assertThat(files.last(10)).containsExactly(line);
	}

	@Test
	void logInsDisplaceNoChangesAndTheSizeIsBounded() throws IOException {
		AuditFiles files = open();
		String change = append(files, entry(AuditKind.USER_ADDED, "guest"));
		List<String> written = new ArrayList<>();
		for (int i = 0; i < 600; i++) {
			written.add(append(files, entry(AuditKind.LOG_IN_FAILED, "admin")));
		}
		assertThat(size()).isLessThan(MAX_BYTES / 2 + change.length() + 1);
		List<String> last = open().last(1000);
		assertThat(last).startsWith(change).hasSizeBetween(60, 600);
		assertThat(last.subList(1, last.size())).isEqualTo(written.subList(601 - last.size(), 600));
		assertThat(open().last(2)).isEqualTo(written.subList(598, 600));
		assertThat(PosixFilePermissions
			.toString(Files.getPosixFilePermissions(this.folder.resolve("audit/access.1.jsonl"))))
			.isEqualTo("rw-------");
		files.erase();
		assertThat(size()).isZero();
	}

	@Test
	void linksAreNotFollowed() throws IOException {
		Path other = Files.writeString(this.folder.resolve("other"), "kept");
		Files.createDirectories(this.folder.resolve("audit"));
		Files.createSymbolicLink(this.folder.resolve("audit/changes.jsonl"), other);
		assertThatIOException().isThrownBy(() -> append(open(), entry(AuditKind.SET, "a")));
		assertThat(other).hasContent("kept");
	}

	@Test
	void repeatedEventsBecomeOneEntryWithTheirNumber() {
		long[] now = { 0 };
		AuditThrottle throttle = new AuditThrottle(Clock.systemUTC(), () -> now[0]);
		AuditEvent event = AuditEvent.of(AuditKind.LOG_IN_FAILED, "admin", "", "192.0.2.7", "wrong-password");
		long admitted = Stream.generate(() -> throttle.admit(1, event))
			.limit(1000)
			.filter((each) -> each.isPresent())
			.count();
		assertThat(admitted).isEqualTo(AuditThrottle.BURST);
		assertThat(throttle.admit(1, AuditEvent.of(AuditKind.SET, "", List.of("x")))).as("other events").isPresent();
		assertThat(throttle.due(false)).isEmpty();
		now[0] += AuditThrottle.INTERVAL.toNanos();
		assertThat(throttle.due(false)).singleElement()
			.satisfies((entry) -> assertThat(entry.count()).isEqualTo(1000 - admitted))
			.satisfies((entry) -> assertThat(entry.event()).isEqualTo(event));
		assertThat(throttle.due(true)).isEmpty();
	}

	@Test
	void manyAddressesShareALimit() {
		AuditThrottle throttle = new AuditThrottle(Clock.systemUTC(), () -> 0);
		long written = 0;
		for (int i = 0; i < 5000; i++) {
			AuditEvent event = AuditEvent.of(AuditKind.LOG_IN_FAILED, "", "", "2001:db8::" + i, "unknown-user");
			written += throttle.admit(1, event).isPresent() ? 1 : 0;
		}
		assertThat(written).isEqualTo(AuditThrottle.TOTAL_BURST);
		List<AuditEntry> rest = throttle.due(true);
		assertThat(rest).singleElement().satisfies((entry) -> assertThat(entry.event().address()).isEmpty());
		assertThat(rest.get(0).count()).isEqualTo(5000 - AuditThrottle.TOTAL_BURST);
	}

	/** Returns a text with U+FFFD for each half of a surrogate pair. */
	private static String characters(String text) {
		return text.codePoints()
			.map((each) -> Character.getType(each) == Character.SURROGATE ? 0xFFFD : each)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private long size() throws IOException {
		try (Stream<Path> all = Files.list(this.folder.resolve("audit"))) {
			return all.mapToLong((file) -> file.toFile().length()).sum();
		}
	}

}
