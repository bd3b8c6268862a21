package org.camerad.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.camerad.CameradApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of the cases without the simulator's endpoint, and of faults that are configured.
 */
@ExtendWith(ServiceFixtureExtension.class)
class NoSimulationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	@Test
	void noRequestSimulatesACameraOnHardware(ServiceFixture fixture) {
		assertThat(fixture.isSimulated() || isAbsent(fixture.shared())).isTrue();
		assumeThat(fixture.isSimulated()).as("runs once").isTrue();
		try (TestService camera = TestService.start(this.folder, List.of("camera.driver=test-hardware"))) {
			String uid = camera.logIn();
			assertThat(isAbsent(camera)).isTrue();
			assertThat(camera.get("/cgi-bin/snapshot.cgi?uid=" + uid).body()).endsWith(0xFF, 0xD9);
		}
	}

	@Test
	void refusesClientsWhileNoCameraIsOpen(ServiceFixture fixture) {
		assumeThat(fixture.isSimulated()).isTrue();
		try (TestService camera = TestService.start(this.folder,
				List.of("camera.driver=test-hardware", "camera.test-hardware.unplugged=yes"))) {
			String uid = camera.logIn();
			for (String live : List.of("mjpeg.cgi", "events")) {
				assertThat(camera.get("/cgi-bin/" + live + "?uid=" + uid).summary())
					.isEqualTo(RawResponse.fault(503, "/cgi-bin/" + live, "device error"));
			}
		}
	}

	private static boolean isAbsent(TestService camera) {
		SimulationClient simulation = new SimulationClient(camera);
		for (String path : List.of("", "/faults", "/scene", "/clock", "/head", "/card")) {
			assertThat(simulation.request("GET", path, "").status()).as("GET " + path).isEqualTo(404);
		}
		assertThat(simulation.request("POST", "", "{\"fault\":\"sensor-lost\"}").status()).isEqualTo(404);
		assertThat(simulation.request("PUT", "/faults/sensor-lost", "{}").status()).isEqualTo(404);
		assertThat(simulation.request("DELETE", "", "").status()).isEqualTo(404);
		assertThat(RawHttpClient.get(camera.managementPort(), "/actuator").text()).contains("health")
			.doesNotContain("sim");
		return true;
	}

	@Test
	void isHiddenOnTheCamerasOwnPort(ServiceFixture fixture) {
		assumeThat(fixture.isSimulated()).isTrue();
		String port = String.valueOf(TestService.freePort());
		assertThatException()
			.isThrownBy(() -> new SpringApplication(CameradApplication.class).run("--camera.driver=sim",
					"--camera.data-dir=" + this.folder, "--server.port=" + port, "--management.server.port=" + port))
			.havingRootCause()
			.withMessageContaining("is also the port of camera 1");
	}

	@Test
	void configurationAndScenesInjectFaultsToo(ServiceFixture fixture) throws IOException {
		assumeThat(fixture.isSimulated()).isTrue();
		Path scene = Files.writeString(this.folder.resolve("yard.yml"), """
				length: 2
				faults:
				  - {kind: half-jpeg, at: 0, for: 2}
				""");
		try (TestService camera = TestService.start(this.folder.resolve("data"),
				List.of("camera.driver=sim", "camera.sim.scene=" + scene,
						"camera.sim.fault.ptz-slow=0.5,from=1h,count=7", "camera.sim.fault.image=refuse,for=150ms"))) {
			String uid = camera.logIn();
			SimulationClient simulation = new SimulationClient(camera);
			assertThat(simulation.fault("half-jpeg").get("origin").stringValue()).isEqualTo("scene");
			assertThat(simulation.fault("ptz-slow").get("origin").stringValue()).isEqualTo("configuration");
			assertThat(simulation.fault("ptz-slow").get("left").intValue()).isEqualTo(7);
			assertThat(camera.health("").text()).contains("half-jpeg").doesNotContain("ptz-slow");
			byte[] half = camera.get("/cgi-bin/snapshot.cgi?uid=" + uid).body();
			assertThat(half[half.length - 1]).isNotEqualTo((byte) 0xD9);
			TestService.await("the fault has ended and the image is in effect", TIMEOUT,
					() -> simulation.fault("image").isMissingNode()
							&& camera.get("/cgi-bin/image?contrast=7&uid=" + uid).status() == 200);
		}
	}

	@Test
	void anInvalidFaultStopsTheStartWithItsName(ServiceFixture fixture) throws IOException {
		assumeThat(fixture.isSimulated()).isTrue();
		Path scene = Files.writeString(this.folder.resolve("yard.yml"), "faults: [{kind: meteorite}]");
		assertRefused("camera.sim.fault.latency=1s,count=0", "camera.sim.fault.latency: count: ");
		assertRefused("camera.sim.fault.latency=soon", "camera.sim.fault.latency: a time ");
		assertRefused("camera.sim.fault.meteorite=on", "camera.sim.fault.meteorite: ");
		assertRefused("camera.sim.scene=" + scene, "camera.sim.scene: ", "faults 1: kind: ");
	}

	private void assertRefused(String property, String... messages) {
		assertThatException()
			.isThrownBy(() -> TestService.start(this.folder.resolve("data"), List.of("camera.driver=sim", property)))
			.satisfies((ex) -> assertThat(root(ex).getMessage()).contains(messages));
	}

	private static Throwable root(Throwable ex) {
		return (ex.getCause() == null) ? ex : root(ex.getCause());
	}

}
