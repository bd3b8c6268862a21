package org.camerad.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import org.camerad.driver.DriverSPI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The names of properties from each source; {@link UnknownVariablesTests} has the
 * environment.
 */
class PropertyCheckTests {

	private static final List<DriverSPI> DRIVERS = ServiceLoader.load(DriverSPI.class)
		.stream()
		.map(ServiceLoader.Provider::get)
		.toList();

	private static final String LISTED = "; README.md and the driver's page in docs/ list them";

	@TempDir
	Path folder;

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	private static void check(String... arguments) {
		SpringApplication application = new SpringApplication(Nothing.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			PropertyCheck.check(context.getEnvironment(), DRIVERS);
		}
	}

	private static void assertRefused(String message, String... arguments) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> check(arguments))
			.withMessage("camera." + message);
	}

	@ParameterizedTest
	@CsvSource({ "rtsp.prot, rtsp.port", "sesion.timeout, session.timeout", "datadir2, data-dir",
			"adminpassword, admin.password", "password, admin.password", "sim.fault.sensor-lots, sim.fault.sensor-lost",
			"pi.vidoe.quality, pi.video.quality", "hisilicon.streamer.paswort, hisilicon.streamer.password",
			"upload.ftp.trust.checkhots, upload.ftp.trust.check-host" })
	void onTheCommandLineAMisspeltNameIsRefusedWithTheNearestOne(String name, String nearest) {
		assertRefused(name + ": there is no such property; did you mean camera." + nearest + "? [commandLineArgs]",
				"--camera." + name + "=hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wheels", "gokeh.pins", "pi", "rtsp", "upload.email.to[0].wheels" })
	void onTheCommandLineANameUnlikeAnyIsRefused(String name) {
		assertRefused(name + ": there is no such property" + LISTED + " [commandLineArgs]",
				"--camera." + name + "=hunter2");
	}

	@Test
	void asASystemPropertyAnUnknownNameIsRefused() {
		System.setProperty("camera.rtsp.prot", "hunter2");
		System.setProperty("camera.wheels", "hunter2");
		try {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(PropertyCheckTests::check)
				.satisfies((ex) -> assertThat(ex.getMessage().lines()).containsExactlyInAnyOrder(
						"camera.rtsp.prot: there is no such property; did you mean camera.rtsp.port? [systemProperties]",
						"camera.wheels: there is no such property" + LISTED + " [systemProperties]"));
		}
		finally {
			System.clearProperty("camera.rtsp.prot");
			System.clearProperty("camera.wheels");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "location", "additional-location", "import" })
	void inAFileAnUnknownNameIsRefusedWithItsLine(String how) throws IOException {
		Path file = Files.writeString(this.folder.resolve("camera.properties"),
				"camera.rtsp.port=0\ncamera.rtsp.prot=hunter2\ncamera.wheels=4\n");
		assertRefused("rtsp.prot: there is no such property; did you mean camera.rtsp.port? [URL [file:" + file
				+ "] - 2:18]\ncamera.wheels: there is no such property" + LISTED + " [URL [file:" + file + "] - 3:15]",
				"--spring.config." + how + "=file:" + file);
	}

	@Test
	void inAYamlFileAnUnknownNameIsRefusedWithItsLine() throws IOException {
		Path file = Files.writeString(this.folder.resolve("camera.yml"), "camera:\n  rtsp:\n    prot: 8554\n");
		assertRefused(
				"rtsp.prot: there is no such property; did you mean camera.rtsp.port? [URL [file:" + file + "] - 3:11]",
				"--spring.config.additional-location=file:" + file);
	}

	@Test
	void inAFileOfTheClassPathAnUnknownNameIsRefused() {
		assertRefused(
				"sesion.timeout: there is no such property; did you mean camera.session.timeout? "
						+ "[class path resource [misspelt/application.properties] - 1:23]",
				"--spring.config.additional-location=classpath:/misspelt/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "camera.instances.1.data-dir", "camera.instances.1000.sim.seed",
			"camera.instances[2].rtsp.port", "camera.instances" })
	void namesOfInstancesAreReserved(String name) {
		assertRefused(name.substring("camera.".length())
				+ ": camera.instances.<i>. is reserved for a later version and cannot be used yet [commandLineArgs]",
				"--" + name + "=hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "camera.data-dir", "camera.dataDir", "camera.data_dir", "camera.DATADIR", "CAMERA.DataDir",
			"camera.count", "camera.driver-path", "camera.upload.ftp.trust.checkHost", "camera.upload.email.to",
			"camera.upload.email.to[0]", "camera.firmware.maxsize", "camera.sim.reboot-time", "camera.sim.rebootTime",
			"camera.sim.fault.sensor-lost", "camera.sim.fault.sensorLost", "camera.pi.video.stall_time",
			"camera.hisilicon.streamer.password", "camera.test-hardware.unplugged", "cameras.wheels",
			"my.camera.wheels" })
	void everySpellingOfAKnownNameIsTaken(String name) {
		assertThatNoException().isThrownBy(() -> check("--" + name + "=1"));
	}

}
