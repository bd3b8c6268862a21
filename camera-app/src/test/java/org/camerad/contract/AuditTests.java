package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit log of the whole service, as its endpoint and its files show it. */
class AuditTests {

	private static final String PROXY = "127.0.0.9";

	@TempDir
	static Path folder;

	private static TestService camera;

	private static int rtspPort;

	@BeforeAll
	static void start() {
		rtspPort = TestService.freePort();
		camera = TestService.start(folder.resolve("data"), List.of("camera.driver=sim", "camera.rtsp.port=" + rtspPort,
				"camera.trusted-proxies=" + PROXY, "camera.session.timeout=1h"));
	}

	@AfterAll
	static void stop() throws IOException {
		camera.close();
		assertThat(content(folder.resolve("data/audit"))).contains("\"event\":\"stopped\"");
	}

	private static List<JsonNode> entries(TestService camera) {
		String text = RawHttpClient.get(camera.managementPort(), "/actuator/audit?limit=1000").text();
		return JsonMapper.builder().build().readTree(text).path("entries").valueStream().toList();
	}

	/**
	 * Returns the last entry of a kind: its user, role, address, group, names, outcome.
	 */
	private static String last(String event) {
		return entries(camera).stream()
			.filter((entry) -> entry.path("event").asString().equals(event))
			.reduce((first, second) -> second)
			.map((entry) -> Stream.of("user", "role", "address", "group", "outcome")
				.map((field) -> entry.path(field).asString())
				.reduce((one, other) -> one + "|" + other)
				.orElseThrow() + "|"
					+ String.join(",", entry.path("names").valueStream().map(JsonNode::asString).toList()))
			.orElse("none");
	}

	private static String content(Path folder) throws IOException {
		StringBuilder all = new StringBuilder();
		try (Stream<Path> files = Files.walk(folder)) {
			files.filter(Files::isRegularFile).forEach((file) -> all.append(TestService.read(file)));
		}
		return all.toString();
	}

	@Test
	void whoDidWhatIsRecordedWithoutSecrets() throws IOException {
		String uid = camera.logIn();
		assertThat(last("log-in-accepted")).isEqualTo("admin|Administrator|127.0.0.1||success|");
		camera.get("/cgi-bin/getuid?username=MyPa55word&password=x");
		assertThat(last("log-in-failed")).isEqualTo("||127.0.0.1||unknown-user|");
		RawHttpClient.getFrom(PROXY, camera.port(), "/cgi-bin/getuid?username=admin&password=Wr0ngPassword",
				"X-Forwarded-For: 192.0.2.44");
		assertThat(last("log-in-failed")).isEqualTo("admin||192.0.2.44||wrong-password|");
		camera.get("/cgi-bin/image?contrast=7&brightness=9&uid=" + uid);
		assertThat(last("set")).isEqualTo("admin|Administrator|127.0.0.1|image|success|brightness,contrast");
		camera.get("/cgi-bin/image?contrast=no&uid=" + uid);
		assertThat(last("set")).isEqualTo("admin|Administrator|127.0.0.1|image|refused|contrast");
		camera.get("/cgi-bin/ptz_ctrl?add_preset=5&uid=" + uid);
		assertThat(last("set")).isEqualTo("admin|Administrator|127.0.0.1|ptz_ctrl|success|add_preset");
		camera.get("/cgi-bin/ptz_ctrl?delete_preset=5&uid=" + uid);
		assertThat(last("set")).isEqualTo("admin|Administrator|127.0.0.1|ptz_ctrl|success|delete_preset");
		camera.add(uid, "guest", "User");
		assertThat(last("user-added"))
			.isEqualTo("admin|Administrator|127.0.0.1|guest|success|newpasswd,privilege,enable");
		String guest = camera.logIn("guest", TestService.PASSWORD);
		camera.get("/cgi-bin/reboot?uid=" + guest);
		assertThat(last("permission-denied")).isEqualTo("guest|User|127.0.0.1|reboot|denied|");
		camera.get("/cgi-bin/user_management?action=edit&name=guest&newpasswd=N3wPassword&uid=" + uid);
		assertThat(last("user-changed")).isEqualTo("admin|Administrator|127.0.0.1|guest|success|newpasswd");
		assertThat(last("session-ended")).isEqualTo("guest|User|127.0.0.1||user-changed|");
		camera.get("/cgi-bin/user_management?action=delete&name=guest&uid=" + uid);
		assertThat(last("user-deleted")).isEqualTo("admin|Administrator|127.0.0.1|guest|success|");
		RawHttpClient.ask("POST", camera.port(), "/cgi-bin/OnvifFirmwareUpgrade",
				"Authorization: " + RawRtspClient.basic(TestService.ADMIN, TestService.PASSWORD), "Content-Length: 0");
		assertThat(last("upgrade")).isEqualTo("admin|Administrator|127.0.0.1|firmware|refused|");
		assertThat(content(folder.resolve("data/audit"))).contains("\"event\":\"started\"")
			.doesNotContain(uid, guest, TestService.PASSWORD, "MyPa55word", "Wr0ngPassword", "N3wPassword");
	}

	@Test
	void requestsOfOtherSitesAreRecordedWithoutFloodingTheLog() throws IOException {
		camera.get("/cgi-bin/reboot?uid=" + camera.logIn(), "Origin: http://attacker.example");
		assertThat(last("cross-site-refused")).isEqualTo("||127.0.0.1|reboot|refused|");
		for (int i = 0; i < 500; i++) {
			camera.get("/cgi-bin/forged%22" + i, "Sec-Fetch-Site: cross-site");
			camera.get("/cgi-bin/x" + i, "Sec-Fetch-Site: cross-site");
		}
		assertThat(last("cross-site-refused")).endsWith("|refused|");
		assertThat(
				entries(camera).stream().filter((entry) -> entry.path("event").asString().equals("cross-site-refused")))
			.hasSizeBetween(2, 310);
	}

	@Test
	void rtspLogInsAndLockOutsAreRecorded() throws IOException {
		try (RawRtspClient client = new RawRtspClient(rtspPort)) {
			for (int i = 0; i < 12; i++) {
				client.authorize(RawRtspClient.basic(TestService.ADMIN, "no" + i)).request("DESCRIBE", "/stream1");
			}
			assertThat(last("log-in-failed")).isEqualTo("admin||127.0.0.1||locked-out|");
			assertThat(last("locked-out")).isEqualTo("admin||127.0.0.1||wrong-password|");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=1001", "limit=x", "n=-1", "n=1001" })
	void otherNumbersAreRefused(String query) {
		assertThat(RawHttpClient.get(camera.managementPort(), "/actuator/audit?" + query).status()).isEqualTo(400);
		assertThat(camera.get("/actuator/audit").status()).as("on the camera's port").isEqualTo(404);
		String two = RawHttpClient.get(camera.managementPort(), "/actuator/audit?n=2").text();
		assertThat(two.split("\"event\"")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aFactoryResetIsRecordedAndErasesTheRestIfConfigured(boolean erased, @TempDir Path other) throws IOException {
		Path data = other.resolve("data");
		try (TestService sold = TestService.start(data, List.of("camera.driver=sim", "camera.rtsp.port=0",
				"camera.session.timeout=1s", "camera.factory-reset.erase-audit=" + erased))) {
			String uid = sold.logIn();
			sold.add(uid, "formerowner", "User");
			TestService.await("a session expires", Duration.ofSeconds(60),
					() -> entries(sold).toString().contains("\"expired\""));
			TestService.await("the reset, before its session expires", Duration.ofSeconds(60),
					() -> sold.get("/cgi-bin/factory_reset?uid=" + sold.logIn()).status() == 200);
			List<String> events = entries(sold).stream().map((entry) -> entry.path("event").asString()).toList();
			assertThat(events).contains("factory-reset");
			assertThat(events.contains("user-added")).isEqualTo(!erased);
			assertThat(content(data.resolve("audit")).contains("formerowner")).isEqualTo(!erased);
			assertThat(content(data.resolve("audit")).contains("127.0.0.1")).isEqualTo(!erased);
		}
	}

	@Test
	void aDiskThatCannotBeWrittenDegradesHealthAlone(@TempDir Path other) throws IOException {
		Path data = Files.createDirectories(other.resolve("data"));
		Path obstacle = Files.writeString(data.resolve("audit"), "not a folder");
		try (TestService full = TestService.start(data, List.of("camera.driver=sim", "camera.rtsp.port=0"))) {
			full.logIn();
			assertThat(full.health("/audit").text()).contains("DEGRADED", "entries cannot be written");
			assertThat(full.health("/readiness").status()).isEqualTo(200);
			Files.delete(obstacle);
			TestService.await("health recovers", Duration.ofSeconds(60),
					() -> full.health("/audit").text().contains("UP"));
			assertThat(entries(full).toString()).contains("log-in-accepted");
		}
	}

}
