package org.camerad.driver.pi.video;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Video;
import org.camerad.driver.VideoStream;
import org.camerad.driver.kit.RecordingSubscriber;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.pi.standin.Await;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * H.264 of both streams at once, encoded and decoded by the real ffmpeg.
 */
@Timeout(180)
class H264StreamTests {

	@TempDir
	Path folder;

	private Optional<PiVideo> video = Optional.empty();

	@AfterEach
	void close() {
		this.video.ifPresent(PiVideo::close);
	}

	private PiVideo open(Map<String, String> more) throws Exception {
		CameraModule module = CameraModule.plug(this.folder.resolve("module"), "1.9.1");
		Map<String, String> properties = new HashMap<>(more);
		properties.put("video.command", module.program().toString());
		PiVideo opened = PiVideo.open(
				VideoConfiguration.of(new DriverProperties("pi", VideoConfiguration.PROPERTIES).read(properties)),
				ProgramFinder.ofEnvironment(), new PiVideo.Environment(Duration.ofSeconds(15),
						() -> LocalDateTime.of(2026, 11, 24, 12, 0), this.folder, Optional.empty()));
		this.video = Optional.of(opened);
		return opened;
	}

	@Test
	void bothStreamsAreDecodedAtTheirSizes() throws Exception {
		PiVideo opened = open(Map.of());
		apply(opened.streams().get(0), 1, 10, 10);
		apply(opened.streams().get(1), 1, 10, 5);
		RecordingSubscriber<AccessUnit> main = subscribe(opened.streams().get(0));
		RecordingSubscriber<AccessUnit> sub = subscribe(opened.streams().get(1));
		assertThat(decoded(main.take(25))).isEqualTo("h264|1280|720|tv|25");
		assertThat(decoded(sub.take(25))).isEqualTo("h264|480|360|tv|25");
	}

	@Test
	void keyFramesHaveParametersAndFollowTheGop() throws Exception {
		PiVideo opened = open(Map.of());
		VideoStream sub = opened.streams().get(1);
		apply(sub, 1, 10, 5);
		List<AccessUnit> units = subscribe(sub).take(12);
		long former = 0;
		for (int i = 0; i < units.size(); i++) {
			AccessUnit unit = units.get(i);
			assertThat(unit.keyFrame()).as("unit %d", i).isEqualTo(i % 5 == 0);
			assertThat(unit.timeNanos()).isGreaterThan(former);
			former = unit.timeNanos();
			if (unit.keyFrame()) {
				assertThat(types(unit)).containsSubsequence(7, 8, 5);
			}
		}
	}

	@Test
	void aNewSizeStartsWithAKeyFrame() throws Exception {
		PiVideo opened = open(Map.of());
		VideoStream sub = opened.streams().get(1);
		apply(sub, 1, 10, 100);
		RecordingSubscriber<AccessUnit> subscriber = subscribe(sub);
		subscriber.take(3);
		apply(sub, 0, 10, 100);
		List<AccessUnit> after = takeFromKeyFrame(subscriber, 8);
		assertThat(decoded(after)).isEqualTo("h264|640|480|tv|8");
	}

	@Test
	void aKeyFrameComesOnRequest() throws Exception {
		PiVideo opened = open(Map.of());
		VideoStream sub = opened.streams().get(1);
		apply(sub, 1, 10, 300);
		EncodedVideo encoded = sub.encoded().orElseThrow();
		RecordingSubscriber<AccessUnit> subscriber = subscribe(sub);
		subscriber.take(13);
		encoded.requestKeyFrame();
		assertThat(takeFromKeyFrame(subscriber, 1)).hasSize(1);
	}

	@Test
	void aYoungEncoderIsNotReplacedForAKeyFrame() throws Exception {
		PiVideo opened = open(Map.of());
		VideoStream sub = opened.streams().get(1);
		apply(sub, 1, 10, 300);
		RecordingSubscriber<AccessUnit> subscriber = subscribe(sub);
		subscriber.take(1);
		Instant first = encoder().flatMap((young) -> young.info().startInstant()).orElseThrow();
		sub.encoded().orElseThrow().requestKeyFrame();
		takeFromKeyFrame(subscriber, 1);
		assertThat(encoder().flatMap((next) -> next.info().startInstant()).orElseThrow())
			.isAfterOrEqualTo(first.plusMillis(1900));
	}

	private static Optional<ProcessHandle> encoder() {
		return ProcessHandle.current()
			.children()
			.filter((child) -> child.info().command().orElse("").endsWith("ffmpeg"))
			.findFirst();
	}

	@Test
	void nothingIsEncodedWithoutSubscriber() throws Exception {
		PiVideo opened = open(Map.of());
		VideoStream sub = opened.streams().get(1);
		RecordingSubscriber<AccessUnit> subscriber = subscribe(sub);
		subscriber.take(1);
		assertThat(encoders()).isPositive();
		subscriber.cancel();
		Await.until("the encoder ends", () -> encoders() == 0);
	}

	@Test
	void withoutFfmpegThereArePicturesAndAHint() throws Exception {
		PiVideo opened = open(Map.of("video.ffmpeg", "/nowhere/ffmpeg"));
		VideoStream main = opened.streams().get(0);
		assertThat(main.snapshot().jpeg()).isNotEmpty();
		assertThat(opened.status().get(1).detail()).contains("apt install ffmpeg");
		assertThat(main.modes()).noneMatch((mode) -> mode.resolution().width() > 1920);
		RecordingSubscriber<AccessUnit> subscriber = subscribe(main);
		assertThat(subscriber.error())
			.isInstanceOfSatisfying(CameraException.class,
					(ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE))
			.hasMessageContaining("apt install ffmpeg");
	}

	@Test
	void theBoardsEncoderIsUsedOnlyIfTheKernelHasIt() throws Exception {
		Path ffmpeg = Files.writeString(this.folder.resolve("ffmpeg"),
				"#!/bin/sh\necho ' V..... h264_v4l2m2m  V4L2 mem2mem'; echo ' V..... libx264  x264'\n");
		assertThat(ffmpeg.toFile().setExecutable(true)).isTrue();
		Path devices = Files.createDirectories(this.folder.resolve("class/video11")).getParent();
		VideoConfiguration configuration = VideoConfiguration
			.of(new DriverProperties("pi", VideoConfiguration.PROPERTIES)
				.read(Map.of("video.ffmpeg", ffmpeg.toString())));
		H264Encoders encoders = new H264Encoders(configuration, ProgramFinder.ofEnvironment(), devices);
		assertThat(encoders.require().name()).isEqualTo("libx264");
		Files.writeString(devices.resolve("video11/name"), "bcm2835-codec-encode\n");
		assertThat(new H264Encoders(configuration, ProgramFinder.ofEnvironment(), devices).require())
			.satisfies((encoder) -> assertThat(encoder.name()).isEqualTo("h264_v4l2m2m"))
			.satisfies((encoder) -> assertThat(encoder.isBeyond1080p()).isFalse());
	}

	private static void apply(VideoStream stream, int mode, int frameRate, int gopLength) throws Exception {
		boolean main = stream.modes().size() == 3;
		stream.apply(TestSettings.video(Codec.H264, stream.modes().get(main ? mode + 1 : mode).resolution(), frameRate,
				gopLength, 500, Video.BitrateControl.CBR));
	}

	private static long encoders() {
		return ProcessHandle.current()
			.children()
			.filter((child) -> child.info().command().orElse("").endsWith("ffmpeg"))
			.count();
	}

	private static RecordingSubscriber<AccessUnit> subscribe(VideoStream stream) throws Exception {
		return RecordingSubscriber.of(stream.encoded().orElseThrow().accessUnits());
	}

	/** Returns a number of access units from the next key frame on. */
	private static List<AccessUnit> takeFromKeyFrame(RecordingSubscriber<AccessUnit> subscriber, int count)
			throws Exception {
		List<AccessUnit> taken = new ArrayList<>(List.of(subscriber.first(AccessUnit::keyFrame)));
		taken.addAll(subscriber.take(count - 1));
		return taken;
	}

	private String decoded(List<AccessUnit> units) throws Exception {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		units.forEach((unit) -> all.writeBytes(unit.data()));
		Path file = Files.write(this.folder.resolve("taken.h264"), all.toByteArray());
		ProcessResult outcome = Command
			.of(ProgramFinder.ofEnvironment().find("ffprobe").orElseThrow(), "-v", "error", "-count_frames",
					"-show_entries", "stream=codec_name,width,height,color_range,nb_read_frames", "-of",
					"compact=p=0:nk=1", file.toString())
			.run(Duration.ofSeconds(30));
		assertThat(outcome.errors()).isEmpty();
		return outcome.output().strip();
	}

	private static List<Integer> types(AccessUnit unit) {
		List<Integer> types = new ArrayList<>();
		byte[] data = unit.data();
		for (int i = 0; i + 3 < data.length; i++) {
			if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
				types.add(data[i + 3] & 0x1f);
			}
		}
		return types;
	}

}
