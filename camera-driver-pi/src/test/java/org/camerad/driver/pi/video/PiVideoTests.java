package org.camerad.driver.pi.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Picture;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.pi.standin.Await;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The camera process, its failures, and the pictures of both streams. */
@Timeout(180)
class PiVideoTests {

	@TempDir
	Path folder;

	private Optional<PiVideo> video = Optional.empty();

	@AfterEach
	void close() {
		this.video.ifPresent(PiVideo::close);
	}

	/**
	 * Opens the camera with a stall time that a busy machine does not exceed.
	 */
	private PiVideo open(CameraModule module) throws Exception {
		return open(module, "20s");
	}

	private PiVideo open(CameraModule module, String stallTime) throws Exception {
		return open(module, Optional.empty(), "video.stall-time", stallTime);
	}

	private PiVideo open(CameraModule module, Optional<Path> metadata, String... keysAndValues) throws Exception {
		Map<String, String> properties = new HashMap<>(Map.of("video.command", module.program().toString()));
		for (int i = 0; i < keysAndValues.length; i += 2) {
			properties.put(keysAndValues[i], keysAndValues[i + 1]);
		}
		PiVideo opened = PiVideo.open(
				VideoConfiguration.of(new DriverProperties("pi", VideoConfiguration.PROPERTIES).read(properties)),
				ProgramFinder.ofEnvironment(), new PiVideo.Environment(Duration.ofSeconds(15),
						() -> LocalDateTime.of(2026, 11, 24, 12, 0), Path.of("/nowhere"), metadata));
		this.video = Optional.of(opened);
		return opened;
	}

	private CameraModule plug() throws Exception {
		return CameraModule.plug(this.folder.resolve("module"), "1.9.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5.3", "1.9.1", "1.13.0" })
	void theOptionsAreThoseOfEachVersion(String version) throws Exception {
		CameraModule module = CameraModule.plug(this.folder.resolve("module"), version);
		VideoStream main = open(module).streams().get(0);
		assertThat(size(main.snapshot())).isEqualTo("1920x1080");
		assertThat(module.starts()).hasSize(1);
		assertThat(status().detail())
			.isEqualTo("camera ov5647, rpicam-apps build: v" + version + " 0123456789ab 01-10-2025 (10:00:00)");
	}

	@ParameterizedTest
	@CsvSource({ "ov5647, full, H264 2592X1944 1-15;H264 1080P 1-15;H264 720P 1-30",
			"ov5647, auto, H264 2592X1944 1-15;H264 1080P 1-30;H264 720P 1-30",
			"ov5647, 1920:1080, H264 1080P 1-30;H264 720P 1-30",
			"imx708, full, H264 2592X1944 1-14;H264 1080P 1-30;H264 720P 1-30" })
	void theModesAreThoseOfTheSensor(String sensor, String mode, String expected) throws Exception {
		CameraModule module = plug();
		module.attach(sensor);
		List<String> modes = open(module, Optional.empty(), "video.mode", mode).streams()
			.get(0)
			.modes()
			.stream()
			.map((each) -> each.codec() + " " + each.resolution().name() + " " + each.frameRate())
			.toList();
		assertThat(modes).containsExactly(expected.split(";"));
	}

	@ParameterizedTest
	@CsvSource({ "ov5647, (0; 0)/2592x1944", "imx708, (0; 0)/4608x2592" })
	void theFieldOfViewIsTheSameForEachSize(String sensor, String field) throws Exception {
		CameraModule module = plug();
		module.attach(sensor);
		PiVideo opened = open(module, Optional.empty());
		VideoStream main = opened.streams().get(0);
		opened.streams()
			.get(1)
			.apply(TestSettings.video(Codec.H264, opened.streams().get(1).modes().get(0).resolution(), 30, 50, 500,
					Video.BitrateControl.CBR));
		for (VideoMode mode : main.modes()) {
			main.apply(TestSettings.video(Codec.H264, mode.resolution(), mode.frameRate().max(), 50, 1000,
					Video.BitrateControl.CBR));
			main.snapshot();
		}
		assertThat(module.modes()).hasSize(3).allMatch((mode) -> mode.endsWith(field.replace(';', ',')));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5.3", "1.9.1", "1.13.0" })
	void theProgramGetsTheConfiguredOptions(String version) throws Exception {
		CameraModule module = CameraModule.plug(this.folder.resolve("module"), version);
		Path tuning = this.folder.resolve("imx219_noir.json");
		PiVideo opened = open(module, Optional.empty(), "video.autofocus", "manual", "video.lens-position", "2.5",
				"video.tuning-file", tuning.toString(), "video.exposure-value", "-1.5", "video.white-balance", "cloudy",
				"video.flicker-period", "50hz", "video.metering", "average");
		Await.until("the missing file is reported", () -> status().detail().contains("camera.pi.video.tuning-file"));
		Files.writeString(tuning, "{}");
		Await.until("pictures come", () -> status().state() == PartStatus.State.WORKING);
		assertThat(opened.streams().get(1).snapshot().jpeg()).isNotEmpty();
		assertThat(module.starts().get(0)).contains("--autofocus-mode manual --lens-position 2.5 --tuning-file "
				+ tuning + " --ev -1.5 --awb cloudy --flicker-period 10000us --metering average");
		assertThat(module.environment()).contains("LIBCAMERA_LOG_NO_COLOR=1");
	}

	@Test
	void aModeThatTheSensorLacksIsReported() throws Exception {
		open(plug(), Optional.empty(), "video.mode", "1640:1232");
		Await.until("the mode is reported", () -> status().detail()
			.contains(
					"has no mode 1640:1232; it has 640:480, 1296:972, 1920:1080, 2592:1944; set camera.pi.video.mode"));
	}

	@Test
	void manyChangesCauseOneRestart() throws Exception {
		CameraModule module = plug();
		PiVideo opened = open(module);
		VideoStream main = opened.streams().get(0);
		main.snapshot();
		for (int value = 0; value < 50; value++) {
			opened.image().apply(TestSettings.image(value, 128, 128, 128));
		}
		main.apply(TestSettings.video(Codec.H264, main.modes().get(2).resolution(), 20, 50, 1000,
				Video.BitrateControl.CBR));
		assertThat(size(main.snapshot())).isEqualTo("1280x720");
		assertThat(module.starts()).hasSize(2);
		assertThat(module.starts().get(1)).contains("--width 1280 --height 720")
			.contains("--brightness -0.6172 --contrast 1.0000 --saturation 1.0000 --sharpness 1.0000");
	}

	@Test
	void theSubStreamAndTheOsdCauseNoRestart() throws Exception {
		CameraModule module = plug();
		PiVideo opened = open(module);
		VideoStream sub = opened.streams().get(1);
		sub.snapshot();
		sub.apply(
				TestSettings.video(Codec.H264, sub.modes().get(1).resolution(), 10, 50, 500, Video.BitrateControl.CBR));
		opened.overlay().apply(osd());
		assertThat(size(sub.snapshot())).isEqualTo("480x360");
		assertThat(module.starts()).hasSize(1);
	}

	@Test
	void theOsdIsInBothStreams() throws Exception {
		PiVideo opened = open(plug());
		opened.overlay().apply(osd());
		for (VideoStream stream : opened.streams()) {
			BufferedImage picture = image(stream.snapshot());
			int corner = picture.getRGB(picture.getWidth() / 60 + 1, picture.getHeight() / 60 + 1);
			assertThat(corner & 0xff).as("the black background of the title").isLessThan(60);
			assertThat(corner >> 8 & 0xff).isLessThan(60);
			assertThat(corner >> 16 & 0xff).isLessThan(60);
		}
	}

	@Test
	void moreBrightnessIsMoreLight() throws Exception {
		PiVideo opened = open(plug());
		VideoStream sub = opened.streams().get(1);
		opened.image().apply(TestSettings.image(64, 128, 128, 128));
		double dark = light(sub.snapshot());
		opened.image().apply(TestSettings.image(192, 128, 128, 128));
		assertThat(light(sub.snapshot())).isGreaterThan(dark + 50);
	}

	@Test
	void theLightComesFromTheMetadataWhateverTheImageSettingsAre() throws Exception {
		CameraModule module = plug();
		try (LightMeter meter = LightMeter.open(this.folder, ProgramFinder.ofEnvironment())) {
			assertThat(meter.lux()).isEmpty();
			PiVideo opened = open(module, meter.pipe());
			opened.image().apply(TestSettings.image(0, 255, 128, 128));
			opened.streams().get(1).snapshot();
			Await.until("the light of a bright room", () -> meter.lux().orElse(0) == 400.25);
			module.light("Lux=0.310000");
			Await.until("darkness", () -> meter.lux().orElse(1000) == 0.31);
			module.light("ExposureTime=66000\nAnalogueGain=8.000000\nDigitalGain=1.2");
			Await.until("darkness without an estimate", () -> (int) meter.lux().orElse(0) == 35);
		}
		Await.until("the reader ends",
				() -> Thread.getAllStackTraces()
					.keySet()
					.stream()
					.noneMatch((thread) -> thread.getName().equals("camera-pi-light")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "die", "stall", "babble", "cut" })
	void aFailedProcessIsReplaced(String misbehavior) throws Exception {
		CameraModule module = plug();
		VideoStream sub = open(module, misbehavior.matches("stall|babble") ? "1s" : "20s").streams().get(1);
		long first = sub.snapshot().number();
		module.misbehavior(misbehavior);
		Await.until("the failure is reported", () -> status().state() == PartStatus.State.FAILED);
		assertThat(status().detail()).isNotBlank();
		assertThatExceptionOfType(CameraException.class).isThrownBy(sub::snapshot)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
		module.misbehavior("");
		Await.until("pictures come again", () -> status().state() == PartStatus.State.WORKING);
		assertThat(sub.snapshot().number()).isGreaterThan(first);
		for (String start : module.starts().subList(0, module.starts().size() - 1)) {
			long pid = Long.parseLong(start.split(" ")[0]);
			Await.until("no zombie and no orphan", () -> ProcessHandle.of(pid).isEmpty());
		}
	}

	@Test
	void aMissingProgramIsUsedOnceItIsInstalled() throws Exception {
		CameraModule module = plug();
		module.uninstall();
		PiVideo opened = open(module);
		VideoStream sub = opened.streams().get(1);
		opened.image().apply(TestSettings.image(200, 128, 128, 128));
		Await.until("the missing program is reported", () -> status().detail().contains("apt install rpicam-apps"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(sub::snapshot).withMessageContaining("installed");
		module.detach();
		module.install();
		Await.until("the camera is missing", () -> status().detail().contains("finds no camera"));
		module.attach();
		Await.until("pictures come", () -> status().state() == PartStatus.State.WORKING);
		assertThat(sub.snapshot().jpeg()).isNotEmpty();
		assertThat(module.starts().get(0)).contains("--brightness 0.5669");
	}

	@Test
	void closeEndsTheProcessAndEachThread() throws Exception {
		CameraModule module = plug();
		PiVideo opened = open(module);
		opened.streams().get(0).snapshot();
		opened.close();
		long pid = Long.parseLong(module.starts().get(0).split(" ")[0]);
		assertThat(ProcessHandle.of(pid)).isEmpty();
		Await.until("the threads end",
				() -> Thread.getAllStackTraces()
					.keySet()
					.stream()
					.noneMatch((thread) -> thread.getName().startsWith("camera-pi-")));
	}

	private PartStatus status() {
		return this.video.orElseThrow().status().get(0);
	}

	private static Osd osd() {
		return TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(0, 0), false, false,
				new Osd.Anchor(2, 2), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "  Gate");
	}

	private static BufferedImage image(Picture picture) throws Exception {
		return ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
	}

	private static String size(Picture picture) throws Exception {
		BufferedImage image = image(picture);
		return image.getWidth() + "x" + image.getHeight();
	}

	private static double light(Picture picture) throws Exception {
		BufferedImage image = image(picture);
		double sum = 0;
		int count = 0;
		for (int y = 0; y < image.getHeight(); y += 8) {
			for (int x = 0; x < image.getWidth(); x += 8) {
				sum += image.getRGB(x, y) >> 8 & 0xff;
				count++;
			}
		}
		return sum / count;
	}

}
