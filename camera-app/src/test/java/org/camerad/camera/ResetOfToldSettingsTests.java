package org.camerad.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camerad.audio.AudioSettings;
import org.camerad.audit.AuditLogs;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.Values;
import org.camerad.driver.DriverContext;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;
import org.camerad.operation.CameraMeters;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time between a factory reset and its effect, on hardware that tells its settings.
 */
class ResetOfToldSettingsTests {

	private static final SettingsGroup<?> AUDIO = AudioSettings.AUDIO;

	private final FakeStreamer streamer = new FakeBuild().start();

	private CameraSettings settings;

	private CameraLifecycle lifecycle;

	@BeforeEach
	void open(@TempDir Path folder) throws IOException {
		this.streamer.put("audio.volume", "33");
		DriverContext context = new DriverContext(
				Map.of("board", "none", "streamer.url", this.streamer.url(), "streamer.password",
						this.streamer.password()),
				Files.createDirectory(folder.resolve("hisilicon")), Optional.empty(), Clock.systemUTC(),
				Duration.ofSeconds(5), (event) -> {
				});
		CameraMeters meters = new CameraMeters(new SimpleMeterRegistry(), Tags.empty());
		CameraProblems problems = new CameraProblems();
		CameraConnection connection = new CameraConnection(Drivers.find(null).choose("hisilicon"), context, meters);
		this.settings = new CameraSettings(connection, new Settings(List.of(AUDIO), new Store(folder), Values.NONE),
				problems, AuditLogs.NONE, meters);
		this.lifecycle = new CameraLifecycle(connection, this.settings, problems);
		this.lifecycle.start();
	}

	@AfterEach
	void close() {
		this.lifecycle.close();
		this.streamer.close();
	}

	private String inputVolume() {
		return String.valueOf(this.settings.show(AUDIO).attributes().get("input_volume"));
	}

	private void set(String query) {
		this.settings.change(AUDIO, CgiQuery.parse(query), (decision) -> this.settings.apply(AUDIO, decision));
	}

	/** Changes the volume as another program does, and waits until it is adopted. */
	private void changeInTheHardware(String volume) {
		this.streamer.put("audio.volume", volume);
		long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (!inputVolume().equals(volume)) {
			assertThat(deadline - System.nanoTime()).as("the change is not adopted").isPositive();
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			this.settings.followHardware();
		}
	}

	private void reset() throws IOException {
		this.settings.restoreFactory((group) -> false, false);
	}

	@Test
	void whatTheHardwareStillHasIsNotAdoptedAgain() throws IOException {
		set("input_volume=77");
		reset();
		this.settings.followHardware();
		assertThat(inputVolume()).isEqualTo("33");
		this.lifecycle.recover();
		assertThat(this.streamer.held("audio.volume")).isEqualTo("33");
	}

	/** Once the reset is in effect, changes by others are adopted as before. */
	@Test
	void aSetMeanwhileAdoptsNothingElse() throws IOException {
		changeInTheHardware("77");
		reset();
		set("output_volume=5");
		assertThat(inputVolume()).isEqualTo("33");
		this.lifecycle.recover();
		assertThat(this.streamer.held("audio.volume")).isEqualTo("33");
		assertThat(this.streamer.held("audio.outputVolume")).isEqualTo("5");
		changeInTheHardware("44");
	}

}
