package org.camerad.contract;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The meters of a service, its documentation, dashboard and alert rules. Each meter is
 * caused once, because some exist only from then on.
 */
class MetricsTests extends SimulatorTestBase {

	private static final Path ROOT = Path.of("..");

	private static final Path RULES = ROOT.resolve("deploy/prometheus/camerad-rules.yaml");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Meters that only hardware has. */
	private static final Map<String, String> OF_HARDWARE = Map.of("camera.temperature",
			"| `camera.temperature` | gauge | celsius | `camera` |");

	/** A name of a series; other words of PromQL have no underscore, or a parenthesis. */
	private static final Pattern SERIES = Pattern.compile("\\b(up|[a-z]+_[a-z0-9_]+)\\b(?!\\s*\\()(\\{[^}]*})?");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");

	@BeforeAll
	void causeEachMeter() {
		assertThat(get("image?brightness=7").status()).isEqualTo(200);
		assertThat(upload()).startsWith("200");
		assertWhole(picture());
		assertThat(this.camera.get("/cgi-bin/getuid?username=admin&password=wrong").status()).isEqualTo(400);
	}

	private RawResponse management(String path) {
		return RawHttpClient.get(this.camera.managementPort(), "/actuator/" + path);
	}

	private JsonNode meter(String name) {
		RawResponse response = management("metrics/" + name);
		assertThat(response.status()).as(name).isEqualTo(200);
		return JSON.readTree(response.text());
	}

	private double value(String meter, String tag) {
		return JSON.readTree(management("metrics/" + meter + "?tag=" + tag).text())
			.get("measurements")
			.get(0)
			.get("value")
			.doubleValue();
	}

	private void await(String meter, String tag, double least) {
		TestService.await(meter + " " + tag, TIMEOUT, () -> value(meter, tag) >= least);
	}

	private RawRtspClient player() throws IOException {
		return new RawRtspClient(this.rtspPort).authorize(RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD));
	}

	// --- the table ---

	/** Each row but for its last cell, of each meter that has this service's own name. */
	private Set<String> rows() {
		Set<String> rows = new TreeSet<>(OF_HARDWARE.values());
		for (JsonNode name : JSON.readTree(management("metrics").text()).get("names")) {
			if (name.stringValue().matches("(camera|http\\.server)\\..*")) {
				rows.add(row(meter(name.stringValue())));
			}
		}
		return rows;
	}

	private static String row(JsonNode meter) {
		Set<String> tags = new TreeSet<>();
		meter.get("availableTags").forEach((tag) -> tags.add("`" + tag.get("tag").stringValue() + "`"));
		Set<String> statistics = new TreeSet<>();
		meter.get("measurements").forEach((each) -> statistics.add(each.get("statistic").stringValue()));
		String unit = meter.has("baseUnit") ? meter.get("baseUnit").stringValue() + " " : "";
		String kind = statistics.contains("ACTIVE_TASKS") ? "active"
				: statistics.contains("TOTAL_TIME") ? "timer" : statistics.contains("COUNT") ? "counter" : "gauge";
		String shown = tags.isEmpty() ? "" : String.join(", ", tags) + " ";
		return "| `" + meter.get("name").stringValue() + "` | " + kind + " | " + unit + "| " + shown + "|";
	}

	@Test
	void eachMeterHasItsRow() throws IOException {
		Set<String> documented = Files.readString(ROOT.resolve("docs/metrics.md"))
			.lines()
			.filter((line) -> line.matches("\\| `(camera|http)\\..*"))
			.map((line) -> line.replaceAll("(?<=\\|) [^|]*\\|$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented).isEqualTo(rows());
	}

	@Test
	void otherMetersHaveTheDocumentedPrefixes() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/metrics.md"));
		for (JsonNode name : JSON.readTree(management("metrics").text()).get("names")) {
			String prefix = name.stringValue().replaceAll("\\..*", ".");
			assertThat(page).contains("`" + (prefix.equals("http.") ? "http.server." : prefix));
		}
		assertThat(management("prometheus").text()).doesNotContain("path=\"");
	}

	// --- what they count ---

	@Test
	void viewersBytesAndFramesAreCountedByProtocol() throws IOException {
		try (Socket mjpeg = watch(); Socket events = ask("events?"); RawRtspClient player = player()) {
			readPart(mjpeg.getInputStream());
			headers(events.getInputStream());
			RawRtspClient.require(
					player.request("SETUP", "/stream1/trackID=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
			RawRtspClient.require(player.request("PLAY", "/stream1/"));
			player.next(0);
			for (String protocol : List.of("mjpeg", "events", "rtsp-tcp")) {
				await("camera.viewers", "protocol:" + protocol, 1);
				await("camera.sent", "protocol:" + protocol, 1);
			}
		}
		for (String protocol : List.of("mjpeg", "events", "rtsp-tcp")) {
			TestService.await(protocol + " has no viewers", TIMEOUT,
					() -> value("camera.viewers", "protocol:" + protocol) == 0);
		}
		assertThat(value("camera.sent", "protocol:snapshot")).isPositive();
		assertThat(value("camera.frames.captured", "stream:sub")).isPositive();
		assertThat(value("camera.frames.encoded", "stream:main")).isPositive();
	}

	@Test
	void datagramsHaveAProtocolOfTheirOwn() throws IOException {
		try (DatagramSocket media = new DatagramSocket(0, InetAddress.getLoopbackAddress());
				RawRtspClient client = player()) {
			media.setSoTimeout((int) TIMEOUT.toMillis());
			int port = media.getLocalPort();
			RawRtspClient.require(client.request("SETUP", "/stream2/trackID=0",
					"Transport: RTP/AVP;unicast;client_port=" + port + "-" + (port + 1)));
			RawRtspClient.require(client.request("PLAY", "/stream2/"));
			media.receive(new DatagramPacket(new byte[2048], 2048));
			assertThat(value("camera.viewers", "protocol:rtsp-udp")).isOne();
			await("camera.sent", "protocol:rtsp-udp", 1);
		}
	}

	@Test
	void framesThatASlowClientMissesAreDropped() throws IOException {
		try (Socket slow = ask("mjpeg.cgi?stream=1")) {
			headers(slow.getInputStream());
			await("camera.frames.dropped", "protocol:mjpeg", 1);
		}
	}

	@Test
	void logInsAreCountedByOutcome() {
		double failed = value("camera.logins", "outcome:failed");
		double accepted = value("camera.logins", "outcome:accepted");
		this.camera.add(this.uid, "guessed", "User");
		for (int i = 0; i < 13; i++) {
			this.camera.get("/cgi-bin/getuid?username=guessed&password=wrong" + i);
		}
		this.camera.logIn();
		assertThat(value("camera.logins", "outcome:failed") - failed).isBetween(10.0, 12.0);
		assertThat(value("camera.logins", "outcome:locked-out")).isPositive();
		assertThat(value("camera.lockouts", "camera:1")).isOne();
		assertThat(value("camera.logins", "outcome:accepted") - accepted).isOne();
		assertThat(value("camera.sessions", "camera:1")).isGreaterThanOrEqualTo(2);
		get("user_management?action=delete&name=guessed");
	}

	@Test
	void setsAreTimedByStage() {
		double validated = value("camera.sets", "stage:validate");
		double stored = value("camera.sets", "stage:store");
		get("image?brightness=999");
		assertThat(value("camera.sets", "stage:validate") - validated).isOne();
		assertThat(value("camera.sets", "stage:store") - stored).isZero();
		get("image?brightness=8");
		assertThat(value("camera.sets", "stage:store") - stored).isOne();
	}

	@Test
	void theStateOfTheDeviceIsShown() {
		assertThat(value("camera.up", "camera:1")).isOne();
		assertThat(value("camera.disk.free", "volume:data")).isGreaterThan(1e6);
		assertThat(value("camera.disk.free", "volume:card")).isGreaterThan(1e6);
	}

	// --- dashboard and rules ---

	/** The label names of each series of this service. */
	private Map<String, Set<String>> series() {
		Map<String, Set<String>> series = new TreeMap<>();
		series.put("up", Set.of());
		series.put("camera_temperature_celsius", Set.of("camera"));
		for (String line : management("prometheus").text().split("\n")) {
			if (!line.startsWith("#")) {
				Matcher labels = LABEL.matcher(line);
				series.computeIfAbsent(line.split("[ {]", 2)[0], (name) -> new TreeSet<>())
					.addAll(labels.results().map((label) -> label.group(1)).toList());
			}
		}
		return series;
	}

	private static List<String> expressions() throws IOException {
		List<String> found = new ArrayList<>();
		collect(JSON.readTree(Files.readString(ROOT.resolve("deploy/grafana/camerad.json"))), found);
		Matcher rules = Pattern.compile("(?m)^( +)expr: (?:\\|-\\n)?((?:.*\\n(?:\\1 +.*\\n)*))")
			.matcher(Files.readString(RULES));
		rules.results().forEach((rule) -> found.add(rule.group(2).strip()));
		return found;
	}

	private static void collect(JsonNode node, List<String> expressions) {
		if (node.isObject()) {
			Stream.of("expr", "definition").filter(node::has).forEach((key) -> {
				if (node.get(key).isString()) {
					expressions.add(node.get(key).stringValue());
				}
			});
		}
		node.forEach((child) -> collect(child, expressions));
	}

	@Test
	void dashboardAndRulesUseSeriesThatExist() throws IOException {
		Map<String, Set<String>> known = series();
		List<String> expressions = expressions();
		assertThat(expressions).hasSizeGreaterThan(50);
		for (String expression : expressions) {
			List<MatchResult> used = SERIES.matcher(expression.replaceAll("\\b(by|on) \\([^)]*\\)", "$1"))
				.results()
				.toList();
			assertThat(used).as(expression).isNotEmpty();
			for (MatchResult each : used) {
				assertThat(known).as(expression).containsKey(each.group(1));
				assertThat(labels(each.group(2))).as(expression).isSubsetOf(with(known.get(each.group(1)), "instance"));
			}
		}
	}

	private static Set<String> labels(String matchers) {
		return (matchers == null) ? Set.of()
				: LABEL.matcher(matchers)
					.results()
					.map((label) -> label.group(1))
					.filter((label) -> !label.equals("camera"))
					.collect(Collectors.toSet());
	}

	private static Set<String> with(Set<String> names, String more) {
		return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toSet());
	}

	@Test
	void eachAlertHasItsRunbook() throws IOException {
		String rules = Files.readString(RULES);
		String page = Files.readString(ROOT.resolve("docs/operations.md"));
		List<String> alerts = Pattern.compile("- alert: (\\w+)\\n")
			.matcher(rules)
			.results()
			.map((m) -> m.group(1))
			.toList();
		assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
		for (String alert : alerts) {
			String rule = rules.split("- alert: " + alert + "\\n", 2)[1].split("- alert: ", 2)[0];
			assertThat(rule).as(alert)
				.contains("summary: ", "description: ", "severity: ")
				.contains("runbook_url: docs/operations.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
			assertThat(page).contains("\n### " + alert + "\n");
		}
		assertThat(Pattern.compile("(?m)^### (Camerad?[A-Z]\\w+)$").matcher(page).results().map((m) -> m.group(1)))
			.containsExactlyInAnyOrderElementsOf(alerts);
	}

	@Test
	void promtoolAcceptsTheRulesAndTheDashboardsExpressions(@TempDir Path temporary)
			throws IOException, InterruptedException {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/promtool"))).as("Debian's package prometheus has promtool")
			.isTrue();
		StringBuilder panels = new StringBuilder("groups: [{name: dashboard, rules: [\n");
		for (String expression : expressions()) {
			if (!expression.startsWith("label_values")) {
				panels.append("{record: 'x:")
					.append(panels.length())
					.append("', expr: '")
					.append(expression.replace("$__rate_interval", "5m"))
					.append("'},\n");
			}
		}
		Path dashboard = Files.writeString(temporary.resolve("dashboard.yaml"), panels + "]}]\n");
		Path tests = RULES.resolveSibling("camerad-rules-test.yaml").toAbsolutePath();
		for (List<String> command : List.of(
				List.of("promtool", "check", "rules", RULES.toAbsolutePath().toString(), dashboard.toString()),
				List.of("promtool", "test", "rules", tests.toString()))) {
			assertThat(new ExternalClient(temporary, command).output()).contains("SUCCESS");
		}
	}

}
