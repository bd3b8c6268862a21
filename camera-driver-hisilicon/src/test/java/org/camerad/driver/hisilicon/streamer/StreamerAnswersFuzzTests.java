package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.Osd;
import org.camerad.driver.Resolution;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.driver.support.picture.jpeg.Jpeg;
import org.camerad.driver.support.picture.jpeg.JpegScanner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the streamer's documents and pictures: schema, configuration, metrics and a
 * picture, each after a zero byte but the first. The streamer is unavailable, or its
 * modes and settings are ones that the driver API allows.
 */
class StreamerAnswersFuzzTests implements FuzzTarget {

	private static final Resolution SIZE = Resolution.of(64, 36);

	@Override
	public void run(byte[] input) {
		byte[] rest = input;
		for (int part = 0; part < 4; part++) {
			int end = 0;
			while (end < rest.length && (rest[end] != 0 || part == 3)) {
				end++;
			}
			StreamerResponse response = new StreamerResponse("/fuzzed", 200 + 51 * part, Arrays.copyOf(rest, end));
			rest = Arrays.copyOfRange(rest, Math.min(end + 1, rest.length), rest.length);
			switch (part) {
				case 0 -> schema(response, rest);
				case 2 -> metrics(response);
				case 3 -> picture(response.body());
				default -> assertThat(response.problem()).doesNotContain("\n");
			}
		}
	}

	private static void schema(StreamerResponse response, byte[] next) {
		try {
			ConfigSchema schema = ConfigSchema.parse(response);
			int end = 0;
			while (end < next.length && next[end] != 0) {
				end++;
			}
			StreamerConfig config = StreamerConfig
				.parse(new StreamerResponse("/config", 200, Arrays.copyOf(next, end)));
			assertThat(schema.offersSameAs(ConfigSchema.parse(response))).isTrue();
			assertThat(config.differing(config)).isEmpty();
			schema.violations(config).forEach((key) -> assertThat(schema.has(key)).isTrue());
			settings(schema, config);
		}
		catch (CameraException ex) {
			assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		}
	}

	private static void settings(ConfigSchema schema, StreamerConfig config) {
		ToldSettings told = new ToldSettings(config, schema, Set.of());
		for (int stream = 0; stream < 2; stream++) {
			List<VideoMode> modes = new SupportedVideoModes(schema, config, stream).modes();
			modes.forEach((mode) -> assertThat(mode.frameRate().min()).isPositive());
			Video known = TestSettings.video(Codec.H264, SIZE, 25, 50, 1024, Video.BitrateControl.VBR);
			assertThat(new VideoKeys(schema, stream, modes, Rotation.of(config)).read(told, known)).isNotNull();
		}
		Osd known = TestSettings.osd(true, Osd.Color.values()[0], Osd.FontSize.MEDIUM, new Osd.Anchor(0, 0), true, true,
				new Osd.Anchor(0, 0), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "a title");
		assertThat(OsdTemplate.tell(told, "osd.template", known).title()).isNotNull();
		assertThat(new OsdPosition(schema).tell(told, known.titlePosition())).isNotNull();
	}

	private static void metrics(StreamerResponse response) {
		StreamerMetrics metrics = StreamerMetrics.parse(response);
		metrics.label("node_uname_info.release").ifPresent((text) -> assertThat(text).isNotBlank());
	}

	private static void picture(byte[] body) {
		JpegScanner.first(body).map(Jpeg::data).ifPresent((data) -> {
			try {
				byte[] scaled = PictureScaler.scale(data, SIZE);
				assertThat(JpegScanner.first(scaled).orElseThrow().header().width()).isEqualTo(SIZE.width());
			}
			catch (IOException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		});
	}

}
