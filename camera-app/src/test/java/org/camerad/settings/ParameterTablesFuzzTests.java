package org.camerad.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.camerad.audio.AudioSettings;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Values;
import org.camerad.cgi.Xml;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.image.ImageSettings;
import org.camerad.motion.MotionSettings;
import org.camerad.network.NetworkSettings;
import org.camerad.osd.OsdSettings;
import org.camerad.time.TimeSettings;
import org.camerad.video.VideoSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the parameter tables: the first byte selects the interface, the rest is the
 * query. A query is refused with a text of the contract, or the hardware's record, the
 * response and the stored texts can be made of its values; they are restored from the
 * store, and the next query without parameters keeps them.
 */
class ParameterTablesFuzzTests implements FuzzTarget {

	private static final List<SettingsGroup<?>> GROUPS = List.of(ImageSettings.IMAGE, OsdSettings.OSD,
			MotionSettings.MOTION, TimeSettings.TIME, NetworkSettings.NETWORK, AudioSettings.AUDIO, VideoSettings.MAIN,
			VideoSettings.SUB);

	private static final CgiQuery NOTHING = CgiQuery.parse(null);

	private final Path folder = Files.createTempDirectory("camerad-fuzz");

	private final Camera camera;

	ParameterTablesFuzzTests() throws IOException, CameraException {
		DriverSPI driver = ServiceLoader.load(DriverSPI.class)
			.stream()
			.map(ServiceLoader.Provider::get)
			.filter((found) -> found.name().equals("sim"))
			.findFirst()
			.orElseThrow();
		this.camera = driver.open(new DriverContext(Map.of(), this.folder, Optional.empty(), Clock.systemUTC(),
				Duration.ofSeconds(5), (event) -> {
				}));
	}

	@Override
	public void run(byte[] input) {
		if (input.length > 0) {
			run(GROUPS.get((input[0] & 0xff) % GROUPS.size()),
					new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1));
		}
	}

	private <S> void run(SettingsGroup<S> group, String raw) {
		Values initial = decide(group, NOTHING, Values.NONE);
		Values values;
		try {
			values = decide(group, CgiQuery.parse(raw), initial);
		}
		catch (ParameterException ex) {
			assertThat(ex.fault()).matches("error, parse parameters|[a-z0-9_]+(:| range: | error$| not supported$).*");
			return;
		}
		assertThat(group.build().apply(values)).isNotNull();
		assertThat(new String(Xml.document(group.show(values, this.camera)), StandardCharsets.UTF_8)).endsWith("/>");
		Map<String, String> texts = group.texts(values);
		assertThat(group.texts(decide(group, NOTHING, values))).as("kept").isEqualTo(texts);
		List<Parameter<?>> lost = new ArrayList<>();
		Values restored = group.table().restore(texts::get, initial, lost::add);
		assertThat(lost).as("lost in the store").isEmpty();
		assertThat(group.texts(restored)).as("restored").isEqualTo(texts);
	}

	private <S> Values decide(SettingsGroup<S> group, CgiQuery query, Values kept) {
		return group.table().decide(query, kept, this.camera, group.lacks(this.camera));
	}

	@Override
	public void close() throws IOException {
		this.camera.close();
		try (Stream<Path> files = Files.walk(this.folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
