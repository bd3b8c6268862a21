package org.camerad.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import org.camerad.driver.DriverSPI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The names of properties from each source; {@link UnknownVariablesTests} has the
 * environment.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertyCheckTests {

	private static final List<DriverSPI> DRIVERS = ServiceLoader.load(DriverSPI.class)
		.stream()
		.map(ServiceLoader.Provider::get)
		.toList();

	private static final String LISTED = "; README.md and the driver's page in docs/ list them";

	private static final String WIDE = "cannot differ between the cameras of a process; set ";

	@TempDir
	Path folder;

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	private static void check(String... arguments) {
		SpringApplication application = new SpringApplication(Nothing.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			PropertyCheck.check(context.getEnvironment(), DRIVERS, 2);
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
	@CsvSource(delimiter = '|',
			value = { "2.rtsp.prot|there is no such property; did you mean camera.instances.2.rtsp.port?",
					"[2].sim.sene|there is no such property; did you mean camera.instances.2.sim.scene?",
					"9.sesion.timeout|there is no such property; did you mean camera.instances.9.session.timeout?",
					"2.wheels|there is no such property" + LISTED, "2|there is no such property" + LISTED,
					"2.instances.3.wheels|there is no such property" + LISTED,
					"two.sim.scene|\"two\" is not the number of a camera; write camera.instances.<i>.<key> with a"
							+ " number from 1",
					"0.sim.scene|\"0\" is not the number of a camera; write camera.instances.<i>.<key> with a number"
							+ " from 1",
					"02.sim.scene|\"02\" is not the number of a camera; write camera.instances.<i>.<key> with a number"
							+ " from 1",
					"-1.sim.scene|\"-1\" is not the number of a camera; write camera.instances.<i>.<key> with a number"
							+ " from 1",
					"2.count|" + WIDE + "camera.count for all of them",
					"2.trusted-proxies|" + WIDE + "camera.trusted-proxies for all of them",
					"2.trustedProxies[0]|" + WIDE + "camera.trustedproxies[0] for all of them",
					"9.audit.max-size|" + WIDE + "camera.audit.max-size for all of them",
					"1.audit.syslog|" + WIDE + "camera.audit.syslog for all of them",
					"2.firmware.restart|" + WIDE + "camera.firmware.restart for all of them",
					"2.driver-path|" + WIDE + "camera.driver-path for all of them" })
	void namesOfOneCameraAreCheckedLikeThoseOfAll(String name, String problem) {
		String separator = name.startsWith("[") ? "" : ".";
		assertRefused("instances" + separator + name + ": " + problem + " [commandLineArgs]",
				"--camera.instances" + separator + name + "=hunter2");
	}

	@Test
	void camerasBeyondTheCountAreAWarning(CapturedOutput log) {
		check("--camera.instances.2.sim.scene=storm", "--camera.instances.3.sim.scene=hunter2",
				"--camera.instances.99999999999.driver=sim");
		assertThat(log.getOut().lines().filter((line) -> line.contains("beyond"))).singleElement()
			.asString()
			.contains(" WARN ")
			.endsWith("ignored properties of cameras beyond camera.count=2: "
					+ "camera.instances.3.sim.scene, camera.instances.99999999999.driver");
		assertThat(log.getOut()).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "camera.data-dir", "camera.dataDir", "camera.data_dir", "camera.DATADIR", "CAMERA.DataDir",
			"camera.count", "camera.driver-path", "camera.upload.ftp.trust.checkHost", "camera.upload.email.to",
			"camera.upload.email.to[0]", "camera.firmware.maxsize", "camera.sim.reboot-time", "camera.sim.rebootTime",
			"camera.sim.fault.sensor-lost", "camera.sim.fault.sensorLost", "camera.pi.video.stall_time",
			"camera.hisilicon.streamer.password", "camera.test-hardware.unplugged", "cameras.wheels",
			"camera.instances.2.dataDir", "camera.instances[1].upload.email.to[0]", "camera.instances.2.rtsp.port",
			"CAMERA.Instances.2.sim.fault.sensorLost", "my.camera.wheels" })
	void everySpellingOfAKnownNameIsTaken(String name) {
		assertThatNoException().isThrownBy(() -> check("--" + name + "=1"));
	}

	@Test
	void theDebianPackagesFileNamesKnownProperties() throws IOException {
		String[] arguments = Files.readAllLines(Path.of("..", "deploy", "debian", "application.properties"))
			.stream()
			.filter((line) -> line.matches("#?[a-z][a-z.-]+=.*"))
			.map((line) -> "--" + line.replace("#", ""))
			.toArray(String[]::new);
		assertThat(arguments).contains("--camera.rtsp.port=8554");
		assertThatNoException().isThrownBy(() -> check(arguments));
	}

}
