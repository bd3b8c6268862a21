package org.camerad.contract;

import java.nio.file.Path;
import java.time.Duration;

import com.example.lamp.Lamp;
import com.example.lamp.LampControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** An interface that is one package more: what follows from its table. */
@ExtendWith(ServiceFixtureExtension.class)
class LampTests {

	private static final String INITIAL = "200 <lamp enable=\"0\" level=\"5\"/>";

	private final ServiceFixture bench;

	@TempDir
	Path folder;

	LampTests(ServiceFixture bench) {
		this.bench = bench;
		assumeThat(bench.shared().routes().all()).as("a service with the package").contains("lamp");
	}

	@Test
	void theSharedTestsTakeTheInterface() {
		assertThat(this.bench.shared().routes().queries()).contains("lamp");
		assertThat(ContractTable.names(this.bench.shared())).contains("lamp");
	}

	@Test
	void settingsReachTheHardwareSurviveARestartAndAreForgottenByAReset() {
		try (TestService camera = this.bench.start(this.folder)) {
			String uid = camera.logIn();
			assertThat(lamp(camera, uid, "")).isEqualTo(INITIAL);
			assertThat(lamp(camera, uid, "enable=1&level=9&")).isEqualTo("200 <lamp enable=\"1\" level=\"9\"/>");
			assertThat(LampControl.shining()).isEqualTo(new Lamp(true, 9));
			assertThat(lamp(camera, uid, "level=10&")).startsWith("400 ");
			assertThat(lamp(camera, uid, "")).isEqualTo("200 <lamp enable=\"1\" level=\"9\"/>");
		}
		try (TestService camera = this.bench.start(this.folder)) {
			String uid = camera.logIn();
			assertThat(lamp(camera, uid, "")).isEqualTo("200 <lamp enable=\"1\" level=\"9\"/>");
			assertThat(LampControl.shining()).isEqualTo(new Lamp(true, 9));
			camera.get("/cgi-bin/factory_reset?uid=" + uid);
			assertThat(lamp(camera, camera.logIn(), "")).isEqualTo(INITIAL);
			TestService.await("the lamp is as from the factory", Duration.ofSeconds(60),
					() -> LampControl.shining().equals(new Lamp(false, 5)));
		}
	}

	private static String lamp(TestService camera, String uid, String parameters) {
		return camera.get("/cgi-bin/lamp?" + parameters + "uid=" + uid).summary();
	}

}
