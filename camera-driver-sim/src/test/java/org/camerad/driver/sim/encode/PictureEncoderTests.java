package org.camerad.driver.sim.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.Codec;
import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Osd;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.Resolution;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.sim.scene.SceneRenderer;
import org.camerad.driver.sim.scene.View;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Tests the encoders alone, faster than real time. */
class PictureEncoderTests {

	@ParameterizedTest
	@CsvSource({ "H264,480,360,25,100,50", "H264,480,360,30,30,200", "H264,640,480,30,60,2000",
			"H265,480,360,25,100,200", "H265,640,480,15,15,2000", "H264,1920,1080,10,50,4000" })
	void aConstantBitRateIsKeptOverTenSeconds(Codec codec, int width, int height, int frameRate, int gopLength,
			int bitrateKbps) throws Exception {
		Video video = TestSettings.video(codec, Resolution.of(width, height), frameRate, gopLength, bitrateKbps,
				Video.BitrateControl.CBR);
		try (SceneRenderer street = new SceneRenderer(Scene.street(1), JpegCodec.portable())) {
			long bits = encode(video, (frame) -> street.picture(view(video, frame)));
			assertThat(bits / 10_000.0).isBetween(bitrateKbps * 0.8, bitrateKbps * 1.2);
		}
	}

	@ParameterizedTest
	@EnumSource(Codec.class)
	void aConstantBitRateIsKeptByAStillPictureToo(Codec codec) throws Exception {
		Video video = TestSettings.video(codec, Resolution.of(480, 360), 25, 100, 2000, Video.BitrateControl.CBR);
		YuvPicture black = YuvPicture.color(480, 360);
		assertThat(encode(video, (frame) -> black) / 10_000.0).isBetween(1600.0, 2400.0);
	}

	@ParameterizedTest
	@EnumSource(Codec.class)
	void whatTheBitRateIsFilledWithDoesNotHurtADecoder(Codec codec) throws Exception {
		Video video = TestSettings.video(codec, Resolution.of(480, 360), 5, 10, 2000, Video.BitrateControl.CBR);
		try (PictureEncoder encoder = new PictureEncoder(video); VideoDecoder decoder = new VideoDecoder(codec)) {
			for (int frame = 0; frame < 20; frame++) {
				encoder.load(YuvPicture.color(480, 360));
				byte[] data = encoder.encode(false, 1 + frame * TimeUnit.MILLISECONDS.toNanos(200)).data();
				assertThat(frame < 3 || data.length > 40_000).as("it is filled").isTrue();
				assertThat(decoder.decode(data)).hasSize(1);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Codec.class)
	void aVariableBitRateStaysBelowItsBound(Codec codec) throws Exception {
		YuvPicture black = YuvPicture.color(480, 360);
		Video still = TestSettings.video(codec, Resolution.of(480, 360), 25, 100, 2000, Video.BitrateControl.VBR);
		assertThat(encode(still, (frame) -> black) / 10_000.0).isLessThan(100);
		Video street = TestSettings.video(codec, Resolution.of(480, 360), 25, 100, 100, Video.BitrateControl.VBR);
		try (SceneRenderer renderer = new SceneRenderer(Scene.street(1), JpegCodec.portable())) {
			assertThat(encode(street, (frame) -> renderer.picture(view(street, frame))) / 10_000.0).isLessThan(120);
		}
	}

	@Test
	void aPictureOfAnotherSizeIsRefusedAndAClosedEncoderFailsInsteadOfCrashing() throws Exception {
		Video video = TestSettings.video(Codec.H264, Resolution.of(480, 360), 25, 100, 500, Video.BitrateControl.CBR);
		PictureEncoder encoder = new PictureEncoder(video);
		assertThatIOException().isThrownBy(() -> encoder.load(YuvPicture.color(640, 480)));
		encoder.close();
		encoder.close();
		assertThatIOException().isThrownBy(() -> encoder.load(YuvPicture.color(480, 360)));
		assertThatIOException().isThrownBy(() -> encoder.encode(true, 1));
	}

	/**
	 * A bound, because the C library keeps some memory. An encoder of this size has more
	 * than 20 MiB, so a hundred leaked ones would exceed it.
	 */
	@Test
	void openingAndClosingManyEncodersLosesNoMemory() throws Exception {
		cycle(20);
		long before = resident();
		cycle(100);
		assertThat(resident() - before).as("kilobytes more").isLessThan(100_000);
	}

	/**
	 * Without trimming, the C library would keep more than half of the memory after some
	 * rounds.
	 */
	@Test
	void theSystemGetsBackWhatAClosedEncoderHad() throws Exception {
		Video video = TestSettings.video(Codec.H265, Resolution.of(2592, 1944), 15, 100, 4000,
				Video.BitrateControl.CBR);
		YuvPicture picture = YuvPicture.color(2592, 1944);
		long before = resident();
		for (int round = 0; round < 4; round++) {
			try (PictureEncoder encoder = new PictureEncoder(video)) {
				for (int frame = 0; frame < 6; frame++) {
					encoder.load(picture);
					encoder.encode(false, 1 + frame);
				}
			}
		}
		assertThat(resident() - before).as("kilobytes more").isLessThan(60_000);
	}

	private static void cycle(int times) throws IOException {
		YuvPicture picture = YuvPicture.color(640, 480);
		for (int i = 0; i < times; i++) {
			Codec codec = Codec.values()[i % 2];
			Video video = TestSettings.video(codec, Resolution.of(640, 480), 25, 100, 500, Video.BitrateControl.CBR);
			try (PictureEncoder encoder = new PictureEncoder(video)) {
				encoder.load(picture);
				encoder.encode(true, 1);
			}
			// An encoder that fails while it is opened.
			Video wrong = TestSettings.video(codec, Resolution.of(640, 480), 0, 100, 500, Video.BitrateControl.CBR);
			assertThatIOException().isThrownBy(() -> new PictureEncoder(wrong).close());
		}
	}

	private static long resident() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("[^0-9]", "")))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Returns the bits of ten seconds in groups of pictures of the configured length.
	 */
	private static long encode(Video video, Pictures pictures) throws IOException {
		long bits = 0;
		try (PictureEncoder encoder = new PictureEncoder(video)) {
			for (int frame = 0; frame < 10 * video.frameRate(); frame++) {
				encoder.load(pictures.picture(frame));
				EncodedPicture encoded = encoder.encode(false,
						1 + frame * TimeUnit.SECONDS.toNanos(1) / video.frameRate());
				assertThat(encoded.keyFrame()).as("frame " + frame).isEqualTo(frame % video.gopLength() == 0);
				bits += encoded.data().length * 8L;
			}
		}
		return bits;
	}

	private static View view(Video video, int frame) {
		Instant time = Instant.parse("2026-06-01T10:00:00Z").plusNanos(frame * 1_000_000_000L / video.frameRate());
		Osd osd = TestSettings.osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Anchor(0, 0), false,
				false, new Osd.Anchor(2, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "");
		return new View(video, frame, time, ZoneOffset.UTC, new PtzPosition(0, 0, 1, 0.5, 0.5), Image.NEUTRAL, osd);
	}

	private interface Pictures {

		YuvPicture picture(int frame) throws IOException;

	}

}
