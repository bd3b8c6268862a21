package org.camerad.driver.hisilicon;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioMode;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.Change;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of a gateway that uses clock, reboot, night mode and amplifier of a board through
 * its web interface.
 */
class WebBoardTests extends StreamerFixture {

	private static final String REBOOT = "/cgi-bin/fw-restart.cgi";

	@Test
	void aRebootLastsUntilTheBoardHasGoneAndIsBack() throws Exception {
		this.streamer = new FakeBuild().webInterface().start();
		open(Map.of("streamer.reboot-path", REBOOT));
		assertThat(requests("fw-restart")).as("requests of the start").isEmpty();
		Maintenance maintenance = this.camera.maintenance().orElseThrow();
		assertThat(maintenance.resetsConfiguration()).isFalse();
		maintenance.factoryReset(false);
		maintenance.reboot();
		assertUnavailable(() -> this.camera.streams().get(0).snapshot());
		assertUnavailable(maintenance::reboot);
		assertThat(next(CameraEvent.Available.class).reason()).isNotBlank();
		assertThat(requests("fw-restart")).hasSize(1);
		assertThat(this.camera.streams().get(0).snapshot().jpeg()).isNotEmpty();
	}

	@Test
	void aWrongPathIsRefusedAndWithoutOneThereIsNoReboot() throws Exception {
		open(new FakeBuild());
		assertThat(this.camera.maintenance()).isEmpty();
		this.camera.close();
		open(Map.of("streamer.reboot-path", "/cgi-bin/restart.cgi"));
		assertRefused(() -> this.camera.maintenance().orElseThrow().reboot());
		assertThat(this.camera.streams().get(0).snapshot().jpeg()).isNotEmpty();
	}

	@Test
	void theClockOfTheWebInterfaceIsReadAndSet() throws Exception {
		open(new FakeBuild().webInterface());
		ClockControl clock = this.camera.clock().orElseThrow();
		assertThat(requests("time.cgi")).as("requests of the start").isEmpty();
		assertThat(clock.now()).isCloseTo(Instant.now().minus(Duration.ofHours(3)), within(Duration.ofMinutes(1)));
		clock.apply(TestSettings.clock(ZoneOffset.ofHours(8), ClockSettings.Source.MANUAL, "pool.ntp.org", 123));
		Instant wanted = Instant.parse("2031-05-06T07:08:09Z");
		clock.set(wanted);
		assertThat(clock.now()).isCloseTo(wanted, within(Duration.ofMinutes(1)));
		assertThat(requests("time.cgi")).containsExactly("GET /cgi-bin/j/time.cgi?set=" + wanted.getEpochSecond());
		assertRefused(() -> clock.set(Instant.ofEpochSecond(-3600)));
		assertThat(clock.now()).isCloseTo(wanted, within(Duration.ofMinutes(1)));
	}

	@Test
	void aBoardWithoutAWebInterfaceHasNoClock() throws Exception {
		open(new FakeBuild());
		assertThat(this.camera.clock()).isEmpty();
	}

	@Test
	void theNightModeIsKeptOnRequest() throws Exception {
		this.streamer = new FakeBuild().start();
		open(Map.of("night-mode", "night"));
		await(() -> requests("/night/").equals(List.of("GET /night/on")));
		this.camera.close();
		open(Map.of("night-mode", "day"));
		await(() -> requests("/night/").equals(List.of("GET /night/on", "GET /night/off")));
		assertThat(this.camera.status()).extracting(PartStatus::part).doesNotContain("night-mode");
	}

	@Test
	void aLightMonitorThatTakesTheNightBackIsNotFought() throws Exception {
		this.streamer = new FakeBuild().start();
		this.streamer.bright();
		open(Map.of("night-mode", "night"));
		await(() -> this.camera.status().stream().anyMatch((status) -> status.part().equals("night-mode")));
		assertThat(status("night-mode").detail()).contains("nightMode.lightMonitor");
		assertThat(requests("/night/")).hasSize(3);
	}

	@Test
	void theAmplifierNeedsNoMicrophone() throws Exception {
		open(new FakeBuild().without("audio.enabled", "audio.codec", "audio.srate", "audio.volume"));
		AudioControl audio = this.camera.audio().orElseThrow();
		assertThat(audio.lacks()).containsExactlyInAnyOrder(Setting.AUDIO_ENABLED, Setting.AUDIO_CODEC,
				Setting.AUDIO_SAMPLE_RATE, Setting.AUDIO_BITRATE, Setting.INPUT_VOLUME);
		assertThat(audio.frames()).isEmpty();
		AudioMode nominal = audio.modes().get(0);
		Audio settings = TestSettings.audio(false, nominal.codec(), nominal.sampleRate(), nominal.bitratesKbps().get(0),
				50, 50, true);
		audio.change(Change.of(settings, Set.of(Setting.AMPLIFY)));
		assertThat(this.streamer.held("audio.outputEnabled")).isEqualTo("true");
		assertThat(audio.current(settings).orElseThrow().settings().amplify()).isTrue();
	}

	@Test
	void theAmplifierLeavesTheMicrophoneOff() throws Exception {
		open(new FakeBuild());
		AudioControl audio = this.camera.audio().orElseThrow();
		this.streamer.put("audio.enabled", "false");
		this.streamer.put("audio.outputEnabled", "false");
		AudioMode mode = audio.modes().get(0);
		Audio off = TestSettings.audio(false, mode.codec(), mode.sampleRate(), mode.bitratesKbps().get(0), 50, 50,
				true);
		audio.change(Change.of(off, Set.of(Setting.AMPLIFY)));
		assertThat(this.streamer.held("audio.outputEnabled")).isEqualTo("true");
		assertThat(this.streamer.held("audio.enabled")).isEqualTo("false");
	}

	private List<String> requests(String part) {
		return this.streamer.requests().stream().filter((request) -> request.contains(part)).toList();
	}

}
