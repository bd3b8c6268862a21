package org.camerad.hosting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camerad.camera.Drivers;
import org.camerad.driver.DriverSPI;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The resources of several cameras, by the configuration. No camera starts. */
class HostingPlanTests {

	@TempDir
	Path folder;

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	private static List<CameraResources> plan(String... properties) {
		SpringApplication application = new SpringApplication(Nothing.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironment(new WithoutVariables());
		String[] arguments = List.of(properties).stream().map((property) -> "--" + property).toArray(String[]::new);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			return new HostingPlan(shared(context.getEnvironment())).all();
		}
	}

	@SuppressWarnings("NullAway")
	private static SharedResources shared(ConfigurableEnvironment environment) {
		CameraProperties properties = Binder.get(environment).bindOrCreate("camera", CameraProperties.class);
		return new SharedResources(properties, environment, Drivers.find(null), List.of(), null, null, null, null,
				new SimpleMeterRegistry(), Clock.systemUTC(), System::nanoTime, null, null);
	}

	private static String ports(CameraResources camera) {
		return camera.ports().port() + " " + camera.ports().httpsPort() + " " + camera.rtspPort() + " "
				+ camera.rtspsPort();
	}

	@Test
	void portsCountUpUnlessACameraHasItsOwn() {
		List<CameraResources> cameras = plan("camera.count=3", "server.port=9000", "camera.rtsp.port=9500",
				"camera.https.port=9443", "camera.instances.2.rtsp.port=7000", "camera.instances.3.https.port=0",
				"camera.instances.3.rtsps.port=7322");
		assertThat(cameras).extracting(HostingPlanTests::ports)
			.containsExactly("9000 9443 9500 0", "9001 9444 7000 0", "9002 0 9502 7322");
		assertThat(cameras.get(0).ports().reserved().test(7322)).isTrue();
		assertThat(cameras.get(0).ports().reserved().test(7081)).as("the default of the management port").isTrue();
		assertThat(cameras.get(0).ports().reserved().test(9002)).as("an HTTP port").isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "camera.count=1, 8080, 8554, 8081", "camera.count=474, 8080, 8554, 7081",
			"camera.count=475, 8080, 18554, 7081", "camera.count=1000, 8080, 18554, 7081",
			"camera.count=2 server.port=8553, 8553, 18554, 7081",
			"camera.count=2 camera.https.port=8555, 8080, 18554, 7081",
			"camera.count=2 management.server.port=8555, 8080, 18554, 8555",
			"camera.count=600 camera.rtsp.port=0, 8080, 0, 7081" })
	void portsThatNobodyConfiguredGiveWay(String properties, int http, int rtsp, int management) {
		List<CameraResources> cameras = plan(properties.split(" "));
		assertThat(cameras.get(0).ports().port()).isEqualTo(http);
		assertThat(cameras.get(0).rtspPort()).isEqualTo(rtsp);
		assertThat(cameras.get(0).ports().reserved().test(management)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"server.port=9000 management.server.port=9000|management.server.port: 9000 is also the port of"
					+ " camera 1 (server.port=9000); set another one",
			"camera.count=2 server.port=9000 management.server.port=9001|management.server.port: 9001 is also the port of"
					+ " camera 2 (server.port=9000); set another one",
			"camera.count=4 server.port=9000 camera.rtsp.port=9003|camera.rtsp.port: 9003 (camera 1) is also the port of"
					+ " camera 4 (server.port=9000); set another one",
			"camera.count=600 camera.rtsp.port=8554|camera.rtsp.port: 8554 (camera 1) is also the port of camera 475"
					+ " (server.port=8080); set another one",
			"camera.count=2 camera.instances.1.rtsp.port=8081|camera.instances.1.rtsp.port: 8081 (camera 1) is also the"
					+ " port of camera 2 (server.port=8080); set another one",
			"camera.count=3 server.port=65534|camera.count: camera 3 would listen on port 65536; lower it or server.port",
			"camera.count=2 camera.rtsp.port=65535|camera.count: camera 2 would listen on port 65536; lower it or"
					+ " camera.rtsp.port",
			"camera.count=2 camera.instances.2.rtsp.port=70000|camera.instances.2.rtsp.port: must be from 1 to 65535, or 0"
					+ " for no RTSP",
			"camera.count=2 camera.instances.2.http.enabled=false|camera.instances.2.http.enabled: is false and"
					+ " camera.https.port is 0, so that nothing could reach the camera; set camera.https.port",
			"camera.count=2 camera.instances.2.session.timeout=1ms|camera.instances.2.session.timeout: must be from 100ms"
					+ " to 86400s, is 1ms",
			"camera.count=2 camera.instances.2.upload.email.host=localhost|camera.instances.2.upload.email.from: must be an"
					+ " e-mail address such as camera@example.org" })
	void whatCannotBeIsNamed(String properties, String message) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> plan(properties.split(" ")))
			.withMessage(message);
	}

	@Test
	void aDriverThatOneCameraMissesOpensNothing() {
		DriverSPI missing = plan("camera.driver=sim", "camera.count=2", "camera.instances.2.driver=lamp").get(1)
			.driver();
		assertThat(missing.name()).isEqualTo("lamp");
		assertThat(missing.properties()).isEmpty();
		assertThat(((MissingDriver) missing).problem())
			.startsWith("camera.instances.2.driver: there is no driver \"lamp\"; there are auto and ");
	}

	@ParameterizedTest
	@CsvSource({ "camera.driver=lamp, camera.driver: there is no driver",
			"camera.instances.2.driver=../lamp, camera.instances.2.driver: there is no driver" })
	void aDriverThatAllMissOrThatCannotBeIsRefused(String driver, String message) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> plan("camera.count=2", driver))
			.withMessageStartingWith(message);
	}

	@ParameterizedTest
	@CsvSource({ "camera.instances.2.driver=hisilicon, camera.instances.2.hisilicon.streamer.url: must be set",
			"camera.driver=hisilicon, camera.hisilicon.streamer.url: must be set" })
	void aValueThatADriverMissesIsNamedAsTheDriverIs(String driver, String message) {
		CameraResources second = plan("camera.count=2", driver).get(1);
		ConfigurationException missing = new ConfigurationException("camera.hisilicon.streamer.url", "must be set");
		assertThat(second.configuration().named(missing)).hasMessage(message);
	}

	@Test
	void theLogNamesOneOfSeveralCameras() {
		assertThat(plan("camera.count=2")).extracting(CameraResources::logPrefix)
			.containsExactly("camera 1, ", "camera 2, ");
		assertThat(plan("camera.count=1")).extracting(CameraResources::logPrefix).containsExactly("");
	}

	@Test
	void eachHasAFolderAndPropertiesOfItsOwn() {
		String data = this.folder.resolve("data").toString();
		List<CameraResources> cameras = plan("camera.count=3", "camera.data-dir=" + data, "camera.sim.seed=7",
				"camera.sim.model=all", "camera.instances.2.sim.model=two", "camera.instances.2.driver=sim",
				"camera.instances.3.data-dir=" + this.folder.resolve("own"), "camera.driver=hisilicon",
				"camera.instances.3.admin.username=chief", "camera.instances.3.snapshot.authentication=false");
		assertThat(cameras).extracting(CameraResources::folder)
			.containsExactly(Path.of(data), Path.of(data, "camera-2"), this.folder.resolve("own"));
		assertThat(cameras).extracting((camera) -> camera.driver().name())
			.containsExactly("hisilicon", "sim", "hisilicon");
		CameraResources second = cameras.get(1);
		assertThat(second.configuration().driverProperties(second.driver())).containsEntry("model", "two")
			.containsEntry("seed", "7");
		assertThat(second.configuration().ownDriverProperties(second.driver())).containsExactly("model");
		assertThat(cameras.get(2).properties().admin().username()).isEqualTo("chief");
		assertThat(cameras.get(2).properties().snapshot().authentication()).isFalse();
		assertThat(second.properties().snapshot().authentication()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2, data/x, lies in", "2, data, lies in", "2, ., contains", "2, data/camera-3, lies in",
			"1, data/camera-2/x, contains", "2, link/x, lies in" })
	void aFolderInAnotherCamerasIsRefused(int camera, String own, String problem) throws Exception {
		Files.createSymbolicLink(this.folder.resolve("link"), Files.createDirectory(this.folder.resolve("data")));
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> plan("camera.count=3", "camera.data-dir=" + this.folder.resolve("data"),
					"camera.instances." + camera + ".data-dir=" + this.folder.resolve(own)))
			.withMessageContaining("data-dir: ")
			.withMessageContaining(problem + " the folder of camera 1, ");
	}

	/** An environment that no variable of this machine or of the build can change. */
	private static final class WithoutVariables extends StandardEnvironment {

		@Override
		protected void customizePropertySources(MutablePropertySources sources) {
		}

	}

}
