package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Tests of a camera without HTTP, with the operator's certificate from a bundle. */
class HttpsOnlyTests {

	@TempDir
	static Path folder;

	private static int httpPort;

	private static int httpsPort;

	private static int rtspsPort;

	private static TestService camera;

	@BeforeAll
	static void start() throws Exception {
		httpPort = TestService.freePort();
		httpsPort = TestService.freePort();
		rtspsPort = TestService.freePort();
		TlsClient.certificate(folder, "first");
		String bundle = "spring.ssl.bundle.pem.lab.";
		camera = TestService.start(folder.resolve("data"),
				List.of("camera.driver=sim", "camera.rtsp.port=0", "server.port=" + httpPort,
						"camera.http.enabled=false", "camera.https.port=" + httpsPort, "camera.rtsps.port=" + rtspsPort,
						"camera.https.bundle=lab", bundle + "reload-on-update=true",
						"spring.ssl.bundle.watch.file.quiet-period=10ms",
						bundle + "keystore.certificate=" + folder.resolve("certificate.pem"),
						bundle + "keystore.private-key=" + folder.resolve("key.pem")));
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	private static RawResponse get(String target) {
		return TlsClient.get(httpsPort, "/cgi-bin/" + target);
	}

	private static String logIn() {
		return TestService.uid(get("getuid?username=" + TestService.ADMIN + "&password=" + TestService.PASSWORD));
	}

	@Test
	void onlyHttpsServesTheContract() {
		assertThat(RawHttpClient.isListening(httpPort)).isFalse();
		RawResponse answer = get("image?uid=" + logIn());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
		assertThat(get("image").header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
		assertThat(camera.health("/readiness").text()).contains("\"UP\"");
		assertThat(camera.health("").header("Strict-Transport-Security")).as("the management port").isNull();
	}

	@Test
	void thePortIsKeptForLater() {
		String uid = logIn();
		assertThat(get("network?uid=" + uid).attribute("port")).isEqualTo(String.valueOf(httpPort));
		int later = TestService.freePort();
		assertThat(get("network?port=" + later + "&uid=" + uid).attribute("port")).isEqualTo(String.valueOf(later));
		assertThat(get("network?port=" + httpsPort + "&uid=" + uid).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/network", "port error"));
		assertThat(get("network?uid=" + uid).attribute("port")).isEqualTo(String.valueOf(later));
		assertThat(RawHttpClient.isListening(later)).isFalse();
		assertThat(get("network?port=" + httpPort + "&uid=" + uid).status()).isEqualTo(200);
	}

	@Test
	void aReplacedCertificateIsServedWithoutARestart() throws Exception {
		assertThat(subject(httpsPort)).isEqualTo("CN=first");
		assertThat(subject(rtspsPort)).isEqualTo("CN=first");
		assertThat(Files.exists(folder.resolve("data/tls.pem"))).as("one of its own").isFalse();
		Path next = folder.resolve("next");
		TlsClient.certificate(next, "second");
		for (String file : List.of("key.pem", "certificate.pem")) {
			Files.move(next.resolve(file), folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
		}
		for (int port : new int[] { httpsPort, rtspsPort }) {
			TestService.await("the new certificate", SimulatorTestBase.TIMEOUT,
					() -> subject(port).equals("CN=second"));
		}
	}

	private static String subject(int port) {
		try (TlsClient client = new TlsClient(port)) {
			return client.certificate().getSubjectX500Principal().getName();
		}
		catch (IOException ex) {
			return "";
		}
	}

	@ParameterizedTest
	@CsvSource({ "camera.http.enabled: is false and camera.https.port is 0, camera.http.enabled=false",
			"camera.https.port: cannot be set together with server.ssl.*, camera.https.port=20443 server.ssl.bundle=lab",
			"camera.https.port: 20080 is also server.port, camera.https.port=20080 server.port=20080",
			"management.server.port: 20443 is also the port of, camera.https.port=20443 management.server.port=20443",
			"camera.https.bundle: there is no bundle, camera.https.port=20443 camera.https.bundle=missing" })
	void whatCannotBeStopsTheStart(String message, String properties, @TempDir Path data) {
		List<String> all = Stream.concat(Stream.of("camera.driver=sim"), Stream.of(properties.split(" "))).toList();
		assertThatException().isThrownBy(() -> TestService.start(data, all).close())
			.satisfies((ex) -> assertThat(root(ex).getMessage()).contains(message));
	}

	private static Throwable root(Throwable ex) {
		return (ex.getCause() == null) ? ex : root(ex.getCause());
	}

}
