package org.camerad.contract;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The checks that all interfaces behind a uid have in common: the query parses, a uid is
 * present, the uid is valid; methods and paths.
 */
@ExtendWith(ServiceFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestAdmissionTests {

	private final ServiceFixture bench;

	private final TestService camera;

	private String uid = "";

	RequestAdmissionTests(ServiceFixture bench) {
		this.bench = bench;
		this.camera = bench.shared();
	}

	@BeforeEach
	void logIn() {
		this.uid = this.camera.logIn();
	}

	List<String> behindUid() {
		return this.camera.routes().behindUid();
	}

	List<String> queries() {
		return this.camera.routes().queries();
	}

	@ParameterizedTest
	@MethodSource("behindUid")
	void theQueryParsesAndTheUidIsKnown(String name) {
		String path = "/cgi-bin/" + name;
		assertFault(path, path, "error, parse parameters");
		assertFault(path + "?", path, "error, parse parameters");
		assertFault(path + "?&&", path, "error, parse parameters");
		assertFault(path + "?%zz=1&uid=" + this.uid, path, "error, parse parameters");
		assertFault(path + "?uid=" + this.uid + "&a=%ff", path, "error, parse parameters");
		assertFault(path + "?uid=" + this.uid + "&uid=" + this.uid, path, "error, parse parameters");
		assertFault(path + "?uid=nobodys0&a=%", path, "error, parse parameters");
		assertFault(path + "?timestamp=1", path, "error, parse uid");
		assertFault(path + "?uid=", path, "error, parse uid");
		assertFault(path + "?uid", path, "error, parse uid");
		assertFault(path + "?UID=" + this.uid, path, "error, parse uid");
		assertFault(path + "?uid=%20", path, "error, parse uid");
		assertFault(path + "?uid=nobodys0", path, "uid error");
		assertFault(path + "?enable=7&uid=nobodys0", path, "uid error");
	}

	@ParameterizedTest
	@MethodSource("queries")
	void queriesAnswer(String name) {
		this.bench.needs(name);
		String target = "/cgi-bin/" + name + "?uid=" + this.uid;
		RawResponse answer = this.camera.get(target);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		assertThat(answer.version()).isEqualTo("HTTP/1.1");
		assertThat(answer.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(answer.header("Content-Disposition")).isNull();
		assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
		assertThat(answer.header("Set-Cookie")).isNull();
		assertThat(answer.header("Server")).isNull();
		assertThat(answer.xml()).startsWith("<");
		answer.root();
		RawResponse head = RawHttpClient.ask("HEAD", this.camera.port(), target);
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
		assertThat(head.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/json", "image/webp", "*/*;q=0.1", "nonsense" })
	void theAcceptHeaderDoesNotDecide(String accept) {
		RawResponse answer = this.camera.get("/cgi-bin/image?uid=" + this.uid, "Accept: " + accept);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
		RawResponse fault = this.camera.get("/cgi-bin/image", "Accept: " + accept);
		assertThat(fault.status()).isEqualTo(400);
		assertThat(fault.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
	}

	@Test
	void faultsAreTheContractsToTheLetter() {
		RawResponse answer = this.camera.get("/cgi-bin/image?brightness=256&uid=" + this.uid);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).isEqualToIgnoringWhitespace("""
				<?xml version="1.0" encoding="UTF-8"?>
				<fault>
				<value>/cgi-bin/image</value>
				<reason>brightness range: 0-255</reason>
				</fault>""");
		assertThat(answer.header("Content-Type")).isEqualTo("application/xml;charset=UTF-8");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void otherMethodsAreNotAllowed(String method) {
		RawResponse answer = RawHttpClient.ask(method, this.camera.port(),
				"/cgi-bin/image?brightness=1&uid=" + this.uid, "Content-Length: 0", "Origin: http://elsewhere",
				"Access-Control-Request-Method: GET");
		assertThat(answer.summary()).isEqualTo(RawResponse.fault(405, "/cgi-bin/image", "method not allowed"));
		assertThat(answer.header("Allow")).contains("GET");
		assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
		assertThat(brightness()).isEqualTo("128");
	}

	List<String> closedToOtherSites() {
		return this.camera.routes()
			.all()
			.stream()
			.filter((name) -> !List.of("mjpeg.cgi", "snapshot.cgi", "OnvifFirmwareUpgrade").contains(name))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("closedToOtherSites")
	void otherSitesAreDenied(String name) {
		String path = "/cgi-bin/" + name;
		for (String header : new String[] { "Origin: http://elsewhere", "Origin: null",
				"Sec-Fetch-Site: cross-site" }) {
			assertThat(this.camera.get(path + "?uid=" + this.uid, header).summary()).as(header)
				.isEqualTo(RawResponse.fault(400, path, "permission denied"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "camera, http://camera, true", "camera, https://camera, true", "camera:80, http://camera, true",
			"camera:443, https://camera, true", "camera, http://camera:80, true", "Camera, HTTP://CAMERA, true",
			"camera:8443, https://camera:8443, true", "[::1]:81, http://[::1]:81, true",
			"camera, https://camera:8443, true", "camera:8080, http://camera:8081, false",
			"camera:80, https://camera, false", "camera, http://camera.elsewhere, false",
			"camera, http://elsewhere/camera, false", "camera, ftp://camera, false", "camera, camera, false",
			"camera, http://x@camera, false", "camera, '', false", "camera, http://, false" })
	void ownPagesAreServed(String host, String origin, boolean served) {
		RawResponse answer = RawHttpClient.exchange(this.camera.port(), "GET /cgi-bin/image?uid=" + this.uid
				+ " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nOrigin: " + origin + "\r\n\r\n");
		assertThat(answer.status()).as(answer.toString()).isEqualTo(served ? 200 : 400);
		if (!served) {
			assertThat(answer.summary()).isEqualTo(RawResponse.fault(400, "/cgi-bin/image", "permission denied"));
		}
	}

	@Test
	void aForwardedHostIsNotBelieved() {
		assertThat(this.camera
			.get("/cgi-bin/image?uid=" + this.uid, "Origin: http://elsewhere", "X-Forwarded-Host: elsewhere")
			.status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "same-site", "none" })
	void otherKindsOfFetchesAreServed(String site) {
		assertThat(this.camera.get("/cgi-bin/image?uid=" + this.uid, "Sec-Fetch-Site: " + site).status())
			.isEqualTo(200);
	}

	/** Pictures may stand in pages of other sites; they must not trigger an upload. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET     | /cgi-bin/snapshot.cgi?stream=0&uid=UID              | 200
			GET     | /cgi-bin/snapshot.cgi&uid=UID                       | 200
			HEAD    | /cgi-bin/snapshot.cgi?uid=UID                       | 200
			GET     | /cgi-bin/snapshot.cgi?stream=0&upload=0&uid=UID     | 400
			GET     | /cgi-bin/snapshot.cgi?stream=0&%75pload=0&uid=UID   | 400
			GET     | /cgi-bin/snapshot.cgi?stream=0&upload&uid=UID       | 400
			GET     | /cgi-bin/snapshot.cgi?stream=0&%20upload=0&uid=UID  | 400
			GET     | /cgi-bin/snapshot.cgi&upload=0&uid=UID              | 400
			GET     | /cgi-bin/snapshot.cgi&uid=UID?upload=0              | 400
			GET     | /cgi-bin/mjpeg.cgi?stream=7&uid=UID                 | 400 stream 0 or 1
			POST    | /cgi-bin/OnvifFirmwareUpgrade                       | 400
			POST    | /OnvifFirmwareUpgrade                               | 400
			POST    | /cgi-bin/image?uid=UID                              | 405 method not allowed
			""")
	void picturesAreOpenToOtherSites(String method, String target, String answer) {
		String[] expected = answer.split(" ", 2);
		for (String header : new String[] { "Origin: http://elsewhere", "Sec-Fetch-Site: cross-site" }) {
			RawResponse response = RawHttpClient.ask(method, this.camera.port(), target.replace("UID", this.uid),
					header, "Content-Length: 0");
			assertThat(response.status()).as(response.toString()).isEqualTo(Integer.parseInt(expected[0]));
			if (response.status() != 200) {
				assertThat(response.summary())
					.contains("<reason>" + ((expected.length > 1) ? expected[1] : "permission denied") + "</reason>");
			}
		}
	}

	@Test
	void upgradeIsOpenToOtherSites() {
		for (String path : new String[] { "/cgi-bin/OnvifFirmwareUpgrade", "/OnvifFirmwareUpgrade" }) {
			assertThat(RawHttpClient
				.ask("OPTIONS", this.camera.port(), path, "Origin: null", "Sec-Fetch-Site: cross-site",
						"Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization")
				.status()).isEqualTo(200);
			assertThat(RawHttpClient
				.ask("POST", this.camera.port(), path, "Origin: null", "Sec-Fetch-Site: cross-site",
						"Content-Length: 0", "Authorization: " + RawRtspClient.basic("nobody", "x"))
				.status()).as("it asks for the right credentials").isEqualTo(401);
		}
	}

	@Test
	void aMethodOverrideIsIgnored() {
		RawResponse answer = RawHttpClient.ask("POST", this.camera.port(), "/cgi-bin/image?_method=GET&uid=" + this.uid,
				"Content-Length: 0", "X-HTTP-Method-Override: GET");
		assertThat(answer.status()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "image?brightness=1", "reboot?a=1", "factory_reset?a=1", "ptz_ctrl?stop=1",
			"user_management?action=delete&name=x", "time?timezone=GMT%2B08:00", "network?dns1=1.1.1.1",
			"videoencoder/stream1?framerate=1", "audioencoder?enable=0", "osd?enable=0", "motion?enable=1" })
	void headChangesNothing(String change) {
		RawResponse answer = RawHttpClient.ask("HEAD", this.camera.port(), "/cgi-bin/" + change + "&uid=" + this.uid);
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.body()).isEmpty();
		assertThat(brightness()).isEqualTo("128");
	}

	@Test
	void headLogsNobodyIn() {
		String target = "/cgi-bin/getuid?username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD;
		assertThat(RawHttpClient.ask("HEAD", this.camera.port(), target).status()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			/cgi-bin/nothing, /cgi-bin/nothing
			/cgi-bin/, /cgi-bin/
			/cgi-bin, /cgi-bin
			/index.html, /index.html
			/cgi-bin/getinfo/, /cgi-bin/getinfo/
			/cgi-bin/getinfo;x=1, /cgi-bin/getinfo;x=1
			/cgi-bin;x=1/getinfo, /cgi-bin;x=1/getinfo
			/cgi-bin/getinfo.json, /cgi-bin/getinfo.json
			/cgi-bin/getinfo.xml, /cgi-bin/getinfo.xml
			/cgi-bin/Getinfo, /cgi-bin/Getinfo
			/CGI-BIN/getinfo, /CGI-BIN/getinfo
			/cgi-bin/getinfo&a=1, /cgi-bin/getinfo
			/cgi-bin/videoencoder/stream3, /cgi-bin/videoencoder/stream3
			/cgi-bin/videoencoder/stream0, /cgi-bin/videoencoder/stream0
			/cgi-bin/snapshot, /cgi-bin/snapshot
			/cgi-bin/snapshot.cgi/, /cgi-bin/snapshot.cgi/
			/cgi-bin/snapshot.cgix, /cgi-bin/snapshot.cgix
			/error, /error
			/actuator, /actuator
			/actuator/env, /actuator/env
			/actuator/health, /actuator/health
			/actuator/heapdump, /actuator/heapdump
			/actuator/loggers, /actuator/loggers
			/v3/api-docs/x, /v3/api-docs/x
			/h2-console, /h2-console
			/configfile.dump, /configfile.dump
			/system.ini?loginuse&loginpas, /system.ini
			/cgi-bin/readfile.cgi?query=ADMINID, /cgi-bin/readfile.cgi
			/users.cgi?action=getUsers, /users.cgi
			/device.rsp?opt=user&cmd=list, /device.rsp
			/frame/GetConfig, /frame/GetConfig
			/shell?id, /shell
			/check.cgi?file=../../.., /check.cgi
			/cgi-bin/user_management.cgi, /cgi-bin/user_management.cgi
			""")
	void whatIsNotThereIsNotFound(String path, String value) {
		String target = path + (path.contains("?") ? "&" : "?") + "uid=" + this.uid;
		assertThat(this.camera.get(target).summary()).isEqualTo(RawResponse.fault(404, value, "not found"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cgi-bin/../actuator/env", "/cgi-bin/%2e%2e/actuator/env", "/cgi-bin//getinfo",
			"//cgi-bin/getinfo", "/cgi-bin/./getinfo", "/cgi-bin/x/../getinfo", "/cgi-bin/getinfo%3fuid=",
			"/cgi-bin/getinfo%2f", "/cgi-bin%2fgetinfo", "/%5C../%5C../etc/passwd", "//proc/kcore", "/../../etc/passwd",
			"/cgi-bin/getinfo%00", "/cgi-bin/getinfo%00.html", "/cgi-bin/getinfo%20", "/cgi-bin/%c0%ae%c0%ae/getinfo",
			"/language/Swedish${IFS}&&id" })
	void pathTricksReachNothing(String path) {
		RawResponse answer = this.camera.get(path + "?uid=" + this.uid);
		assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
		assertThat(answer.text()).doesNotContain("kernel", "root:", "Exception", "apache", "Tomcat", "spring");
	}

	private String brightness() {
		return this.camera.get("/cgi-bin/image?uid=" + this.uid).attribute("brightness");
	}

	private void assertFault(String target, String value, String reason) {
		assertThat(this.camera.get(target).summary()).as(target).isEqualTo(RawResponse.fault(400, value, reason));
	}

}
