package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.pi.ptz.PelcoDHeadSimulator;
import org.camerad.driver.pi.ptz.PseudoTerminal;
import org.camerad.driver.pi.standin.BoardStandIn;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.pi.standin.SoundCard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A Raspberry Pi that lacks things: without card, sound, updater, head and tools the
 * service starts all the same, says what is absent, and takes into use what comes.
 */
@ExtendWith(ServiceFixtureExtension.class)
class PiMissingPartsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	PiMissingPartsTests(ServiceFixture bench) {
		assumeThat(bench.isSimulated()).as("brings hardware of its own, once").isTrue();
	}

	private TestService start(String... more) throws Exception {
		BoardStandIn board = BoardStandIn.make(this.folder.resolve("board"));
		List<String> properties = new java.util.ArrayList<>(
				List.of("camera.driver=pi", "camera.pi.root=" + board.root(), "camera.pi.network.interface=none",
						"camera.pi.video.command=" + this.folder.resolve("module/rpicam-vid")));
		properties.addAll(List.of(more));
		if (properties.stream().noneMatch((each) -> each.startsWith("camera.pi.path="))) {
			properties.add("camera.pi.path=" + this.folder.resolve("nothing"));
		}
		return TestService.start(this.folder.resolve("data"), properties, board.clock());
	}

	@Test
	void whatIsNotThereShowsAsAbsent() throws Exception {
		CameraModule.plug(this.folder.resolve("module"), "1.5.3");
		try (TestService camera = start()) {
			String uid = camera.logIn();
			assertThat(summary(camera, "getcapabilities?", uid))
				.isEqualTo("200 <capabilities video=\"1\" audio=\"0\" ptz=\"0\"/>");
			assertAbsent(camera, "audioencoder", "audioencoder");
			assertAbsent(camera, "audioencoder?enable=1&", "audioencoder");
			assertAbsent(camera, "audioencoder/getcapabilities", "audioencoder");
			assertAbsent(camera, "ptz_ctrl?stop=1&", "ptz");
			assertAbsent(camera, "network", "network");
			assertThat(camera.get("/cgi-bin/videoencoder/getcapabilities?uid=" + uid).text()).doesNotContain("H265",
					"2592X1944");
			assertThat(summary(camera, "snapshot.cgi?stream=0&upload=0&", uid))
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/snapshot", "sd not mount"));
			assertThat(firmware(camera))
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/OnvifFirmwareUpgrade", "firmware not supported"));
		}
	}

	private static String firmware(TestService camera) {
		String credentials = java.util.Base64.getEncoder()
			.encodeToString((TestService.ADMIN + ":" + TestService.PASSWORD).getBytes());
		return RawHttpClient
			.ask("POST", camera.port(), "/cgi-bin/OnvifFirmwareUpgrade", "Authorization: Basic " + credentials,
					"Content-Type: application/octet-stream", "Content-Length: 0")
			.summary();
	}

	private static void assertAbsent(TestService camera, String request, String name) {
		String path = request.split("\\?")[0];
		String target = request.contains("?") ? request : request + "?";
		assertThat(summary(camera, target, camera.logIn()))
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/" + path, name + " not supported"));
	}

	private static String summary(TestService camera, String request, String uid) {
		return camera.get("/cgi-bin/" + request + "uid=" + uid).summary();
	}

	@Test
	void withoutTheCamerasToolsAllElseWorksUntilTheyCome() throws Exception {
		PseudoTerminal line = new PseudoTerminal();
		try (PelcoDHeadSimulator head = new PelcoDHeadSimulator(line);
				TestService camera = start("camera.pi.ptz.port=" + line.port(), "camera.pi.ptz.baud=9600")) {
			String uid = camera.logIn();
			assertThat(summary(camera, "snapshot.cgi?", uid))
				.isEqualTo(RawResponse.fault(503, "/cgi-bin/snapshot", "device error"));
			assertThat(camera.get("/cgi-bin/image?brightness=192&uid=" + uid).attribute("brightness")).isEqualTo("192");
			assertThat(camera.get("/cgi-bin/osd?title_utf8=Gate&uid=" + uid).status()).isEqualTo(200);
			assertThat(camera.get("/cgi-bin/motion?enable=1&uid=" + uid).status()).isEqualTo(200);
			assertThat(camera.get("/cgi-bin/videoencoder/stream2?framerate=10&uid=" + uid).status()).isEqualTo(200);
			camera.add(uid, "guest", "User");
			assertThat(summary(camera, "ptz_ctrl?move_x=1&move_y=0&speed=10&", uid))
				.isEqualTo("200 <ptz_ctrl>true</ptz_ctrl>");
			head.await((frames) -> frames.contains("FF 01 00 02 3F 00 42"));
			assertThat(camera.health("").text()).contains("is not installed: apt install rpicam-apps");
			CameraModule module = CameraModule.plug(this.folder.resolve("module"), "1.9.1");
			TestService.await("pictures come", TIMEOUT,
					() -> camera.get("/cgi-bin/snapshot.cgi?uid=" + uid).status() == 200);
			assertThat(module.starts().get(0)).contains("--brightness 0.5039");
		}
		finally {
			line.close();
		}
	}

	@Test
	void aFactoryResetGivesTheContractsValuesAndNotTheAdoptedOnes() throws Exception {
		SoundCard card = SoundCard.plug(this.folder.resolve("nothing"));
		card.level("Mic-capture", "33 on");
		card.level("Speaker-playback", "44 off");
		BoardStandIn board = BoardStandIn.make(this.folder.resolve("board"));
		board.put("ntp", "true");
		board.file("etc/systemd/timesyncd.conf.d/site.conf", "[Time]\nNTP=one.example.org two.example.org\n");
		List<String> properties = new java.util.ArrayList<>(
				List.of("camera.pi.path=" + this.folder.resolve("nothing") + ":" + board.path() + ":/usr/bin:/bin"));
		card.properties().forEach((key, value) -> properties.add("camera.pi." + key + "=" + value));
		try (TestService camera = start(properties.toArray(String[]::new))) {
			assertThat(times(camera)).isEqualTo("NTP one.example.org");
			assertThat(volumes(camera)).isEqualTo("33 44 0");
			assertThat(board.changes()).isEmpty();
			assertThat(card.mixed()).isEmpty();
			camera.get("/cgi-bin/factory_reset?uid=" + camera.logIn());
			assertThat(times(camera)).isEqualTo("MANUAL pool.ntp.org");
			assertThat(volumes(camera)).isEqualTo("60 80 1");
			awaitNtpOff(board);
			assertThat(card.level("Mic-capture")).isEqualTo("60 on");
			assertThat(card.level("Speaker-playback")).isEqualTo("80 on");
		}
	}

	/** Waits for the hardware, to which the reset is applied after its response. */
	private static void awaitNtpOff(BoardStandIn board) {
		TestService.await("timesyncd is off", TIMEOUT, () -> {
			try {
				return board.get("ntp").equals("false");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static String times(TestService camera) {
		RawResponse time = camera.get("/cgi-bin/time?uid=" + camera.logIn());
		return time.attribute("update_method") + " " + time.attribute("ntpaddr");
	}

	private static String volumes(TestService camera) {
		RawResponse audio = camera.get("/cgi-bin/audioencoder?uid=" + camera.logIn());
		return audio.attribute("input_volume") + " " + audio.attribute("output_volume") + " "
				+ audio.attribute("amplify");
	}

	@ParameterizedTest
	@CsvSource({ "camera.pi.ptz.baud, 1200", "camera.pi.video.rotation, 90", "camera.pi.gpio.status-led, 40",
			"camera.pi.audio.device, -D", "camera.pi.vidoe.camera, 0" })
	void aMistakeInThePropertiesStopsTheStartByName(String name, String value) {
		org.assertj.core.api.Assertions.assertThatException()
			.isThrownBy(() -> start(name + "=" + value))
			.withStackTraceContaining(name + ": ");
		assertThat(Files.exists(this.folder.resolve("board"))).isTrue();
	}

}
