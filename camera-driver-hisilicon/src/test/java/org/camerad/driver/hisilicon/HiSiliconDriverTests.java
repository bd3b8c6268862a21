package org.camerad.driver.hisilicon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of discovery and configuration of the driver. */
class HiSiliconDriverTests {

	@TempDir
	Path folder;

	@Test
	void isFoundAsAServiceAndDetectsNothingHere() {
		assertThat(ServiceLoader.load(DriverSPI.class)).singleElement()
			.satisfies((driver) -> assertThat(driver.name()).isEqualTo("hisilicon"))
			.satisfies((driver) -> assertThat(driver.detects()).isFalse());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "streamer.url | ftp://192.0.2.1", "streamer.url | 192.0.2.1",
					"streamer.url | http://root:secret@192.0.2.1", "streamer.url | http://192.0.2.1?a=b",
					"streamer.url | http://192.0.2.1:0", "streamer.username | a:b", "streamer.snapshot-time-limit | 0s",
					"streamer.snapshot-time-limit | soon", "streamer.reload-path | //x y",
					"streamer.rtsp-url | http://192.0.2.1", "streamer.user | root", "board | remote", "model | ä",
					"serial-number | ä" })
	void aWrongValueIsRefusedByItsFullName(String key, String value) {
		assertRefused(Map.of(key, value), "camera.hisilicon." + key + ": ", "secret");
	}

	@Test
	void aGatewayNeedsToKnowWhereTheStreamerIs() {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> open(Map.of()))
			.withMessageStartingWith("camera.hisilicon.streamer.url: must be set")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.REFUSED));
	}

	@Test
	void wrongCredentialsAreRefusedAndNotShown() {
		try (FakeStreamer streamer = new FakeBuild().start()) {
			assertRefused(with(streamer, "streamer.password", "wr0ng-one"), "camera.hisilicon.streamer.password: ",
					"wr0ng-one");
			assertRefused(with(streamer, "streamer.password", ""), "camera.hisilicon.streamer.password: must be set: ",
					"wr0ng-one");
			assertRefused(with(streamer, "streamer.username", "viewer"), "camera.hisilicon.streamer.password: ",
					streamer.password());
		}
	}

	@Test
	void aStreamerThatAsksForNoPasswordNeedsNone() throws Exception {
		try (FakeStreamer streamer = new FakeBuild().openToAll().start(); Camera camera = open(streamer.properties())) {
			assertThat(camera.streams()).hasSize(2);
		}
	}

	@Test
	void aStreamerThatIsNotThereIsUnavailable() throws Exception {
		FakeStreamer streamer = new FakeBuild().start();
		streamer.close();
		assertUnavailable(streamer, "no streamer responds at " + streamer.url());
	}

	@Test
	void anOldBuildWithoutConfigurationIsReported() {
		try (FakeStreamer streamer = new FakeBuild().notKnowing("/api/v1/config.schema.json").start()) {
			assertUnavailable(streamer, "update it");
		}
	}

	@Test
	void aGatewayReportsKnownAndConfiguredValues() throws Exception {
		try (FakeStreamer streamer = new FakeBuild().start()) {
			try (Camera camera = open(streamer.properties())) {
				assertThat(camera.info().kernel()).isEqualTo("4.9.37");
				assertThat(camera.info().serialNumber()).isEqualTo(streamer.url().substring("http://".length()));
			}
			Map<String, String> overridden = with(streamer, "model", "IPC-42");
			overridden.put("serial-number", "A 1");
			try (Camera camera = open(overridden)) {
				assertThat(camera.info().model()).isEqualTo("IPC-42");
				assertThat(camera.info().serialNumber()).isEqualTo("A 1");
			}
		}
	}

	private static Map<String, String> with(FakeStreamer streamer, String key, String value) {
		Map<String, String> properties = new HashMap<>(streamer.properties());
		properties.put(key, value);
		return properties;
	}

	private void assertRefused(Map<String, String> properties, String beginning, String secret) {
		Map<String, String> all = new HashMap<>(Map.of("streamer.url", "http://127.0.0.1:1"));
		all.putAll(properties);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> open(all))
			.withMessageStartingWith(beginning)
			.withMessageNotContaining(secret)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.REFUSED));
	}

	private void assertUnavailable(FakeStreamer streamer, String expected) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> open(streamer.properties()))
			.withMessageContaining(expected)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.UNAVAILABLE));
	}

	private Camera open(Map<String, String> properties) throws CameraException {
		return new HiSiliconDriver().open(new DriverContext(properties, this.folder, Optional.empty(),
				Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				}));
	}

}
