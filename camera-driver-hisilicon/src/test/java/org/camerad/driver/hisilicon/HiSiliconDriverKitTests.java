package org.camerad.driver.hisilicon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.Codec;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;
import org.camerad.driver.kit.DriverKit;
import org.camerad.driver.kit.Probe;
import org.camerad.driver.kit.TestSettings;

/**
 * Tests that a gateway beside a streamer keeps every rule of the SPI, except for the
 * settings that Majestic lacks.
 */
class HiSiliconDriverKitTests extends DriverKit {

	private static FakeStreamer streamer;

	@BeforeAll
	static void start() {
		streamer = new FakeBuild().start();
	}

	@AfterAll
	static void stop() {
		streamer.close();
	}

	@Override
	protected DriverSPI driver() {
		return new HiSiliconDriver();
	}

	@Override
	protected DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener) {
		return new DriverContext(streamer.properties(), folder, Optional.empty(), Clock.systemUTC(),
				Duration.ofSeconds(5), listener);
	}

	@Override
	protected Map<String, String> lacks() {
		return MajesticLacks.gatewayLacks();
	}

	@Override
	protected Optional<Probe> probe() {
		return Optional.of(new Probe() {

			@Override
			public <S> Optional<S> settings(Class<S> kind) {
				return Optional.empty();
			}

			@Override
			public Optional<Video> video(int stream) {
				return Optional.of(working("video" + stream + "."));
			}

		});
	}

	/** Returns the values of the fake's pipeline in the units of the driver API. */
	private static Video working(String path) {
		int frameRate = Integer.parseInt(value(path + "fps"));
		String[] size = value(path + "size").split("x");
		return TestSettings.video(Codec.valueOf(value(path + "codec").toUpperCase(java.util.Locale.ROOT)),
				Resolution.of(Integer.parseInt(size[0]), Integer.parseInt(size[1])), frameRate,
				(int) Math.round(Double.parseDouble(value(path + "gopSize")) * frameRate),
				Integer.parseInt(value(path + "bitrate")),
				Video.BitrateControl.valueOf(value(path + "rcMode").toUpperCase(java.util.Locale.ROOT)));
	}

	private static String value(String path) {
		return String.valueOf(streamer.working(path));
	}

}
