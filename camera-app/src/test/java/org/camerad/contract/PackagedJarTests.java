package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar started with the context that the build prepared
 * ({@code spring.aot.enabled}): what is chosen when it starts must stay a choice. The
 * build runs this after packaging. All processes start at the same time.
 */
@EnabledIfSystemProperty(named = "packaged.jar", matches = ".+")
class PackagedJarTests {

	private static final String WITHOUT_PREPARATION = "without the context that the build prepared: ";

	/**
	 * Classes that no request before needs: live video, e-mail, FTP, firmware, serial
	 * ports, pins, SOAP, object mappers.
	 */
	private static final Pattern UNNEEDED = Pattern.compile("\\] (io\\.netty|jakarta\\.mail|org\\.eclipse\\.angus"
			+ "|org\\.apache\\.commons\\.net|org\\.apache\\.commons\\.compress|org\\.apache\\.commons\\.io|jssc"
			+ "|com\\.pi4j|org\\.apache\\.logging|tools\\.jackson\\.databind\\.ser)\\."
			+ "|\\] org\\.camerad\\.onvif\\.(Soap|Service|Device|Media|Ptz|Discovery[R-W])");

	@TempDir
	static Path folder;

	private static PackagedService fleet;

	private static PackagedService small;

	private static PackagedService unmanaged;

	private static PackagedService healthOnly;

	@BeforeAll
	static void start() throws IOException {
		fleet = service("fleet", List.of(), "--camera.count=2", "--camera.instances.2.onvif.enabled=false",
				"--camera.rtsp.port=" + TestService.freePort());
		Path archive = Files.writeString(folder.resolve("a.archive"), "not an archive");
		small = service("small",
				List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off",
						"-Xlog:class+load:file=" + folder.resolve("classes")),
				"--camera.rtsp.port=0", "--camera.console.enabled=false");
		unmanaged = service("unmanaged", List.of(), "--management.server.port=-1");
		healthOnly = service("health", List.of(), "--management.endpoints.web.exposure.include=health");
	}

	private static PackagedService service(String name, List<String> jvm, String... options) throws IOException {
		return new PackagedService(Files.createDirectory(folder.resolve(name)), jvm, options);
	}

	@AfterAll
	static void stop() {
		Stream.of(fleet, small, unmanaged, healthOnly).forEach(PackagedService::close);
	}

	@Test
	void everythingIsThereByDefault() {
		fleet.awaitStart();
		assertThat(fleet.log()).contains("Starting AOT-processed").doesNotContain(WITHOUT_PREPARATION);
		assertThat(fleet.log()).contains("RTSP streams at rtsp://HOST:").doesNotContain("class archive");
		assertThat(RawHttpClient.get(fleet.managementPort(), "/actuator/cameras").text()).contains("\"number\":2");
		assertThat(fleet.managementStatus("/")).isEqualTo(200);
		assertThat(fleet.managementStatus("/actuator/prometheus")).isEqualTo(200);
		assertThat(fleet.managementStatus("/actuator/cameras/2/sim")).isEqualTo(200);
		assertThat(fleet.managementStatus("/actuator/%2e%2e/health")).isEqualTo(400);
		assertThat(RawHttpClient.ask("POST", fleet.managementPort(), "/actuator/sim").status()).isEqualTo(415);
		assertThat(RawHttpClient.get(fleet.port(), "/").status()).isEqualTo(200);
	}

	@Test
	void consoleAndRtspAreOffAndLoadNothing() throws IOException {
		small.awaitStart();
		assertThat(small.log()).contains("Starting AOT-processed").doesNotContain("RTSP streams at");
		assertThat(RawHttpClient.get(small.port(), "/").status()).isEqualTo(404);
		String uid = small.logIn();
		for (String path : List.of("getinfo", "network", "time", "videoencoder/stream1", "osd", "motion", "image",
				"snapshot.cgi", "OnvifFirmwareUpgrade")) {
			assertThat(RawHttpClient.get(small.port(), "/cgi-bin/" + path + "?uid=" + uid).status()).as(path)
				.isEqualTo(200);
		}
		assertThat(small.managementStatus("/actuator/prometheus")).isEqualTo(200);
		assertThat(small.managementStatus("/actuator/health")).isEqualTo(200);
		assertThat(Files.readAllLines(folder.resolve("classes"))).hasSizeGreaterThan(1000)
			.noneMatch((line) -> UNNEEDED.matcher(line).find());
	}

	@Test
	void anArchiveThatDoesNotFitIsOneWarning() {
		small.awaitStart();
		assertThat(small.log().lines().filter((line) -> line.contains("archive"))).singleElement()
			.asString()
			.contains(" WARN ", "a.archive", "make-archive");
	}

	@Test
	void theManagementPortIsOff() {
		unmanaged.awaitStart();
		assertThat(unmanaged.log()).contains(WITHOUT_PREPARATION + "management.server.port is not a port of its own");
		assertThat(unmanaged.managementStatus("/actuator/health")).isZero();
		assertThat(RawHttpClient.get(unmanaged.port(), "/cgi-bin/getinfo?uid=" + unmanaged.logIn()).status())
			.isEqualTo(200);
	}

	@Test
	void otherEndpointsAreChosen() {
		healthOnly.awaitStart();
		assertThat(healthOnly.log()).contains(
				WITHOUT_PREPARATION + "management.endpoints.web.exposure.include has another value than in the build");
		assertThat(healthOnly.managementStatus("/actuator/health")).isEqualTo(200);
		for (String path : List.of("/", "/actuator/cameras", "/actuator/sim", "/actuator/prometheus",
				"/actuator/cameras/1/sim")) {
			assertThat(healthOnly.managementStatus(path)).as(path).isEqualTo(404);
		}
	}

	@Test
	void onvifIsOffForOneCamera() {
		fleet.awaitStart();
		assertThat(fleet.log()).contains("Starting AOT-processed").doesNotContain(WITHOUT_PREPARATION);
		assertThat(new SoapClient(fleet.port()).query("tds:GetHostname").status()).isEqualTo(200);
		assertThat(new SoapClient(fleet.port() + 1).query("tds:GetHostname").status()).isEqualTo(404);
		assertThat(RawHttpClient.get(fleet.port() + 1, "/onvif/snapshot").status()).isEqualTo(404);
	}

}
