package org.camerad.driver.hisilicon.streamer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.camerad.driver.Codec;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import org.camerad.driver.VideoMode;
import tools.jackson.databind.JsonNode;

/**
 * The video modes that one encoder supports, from the schema. A value that the schema
 * does not bound stays as it is configured now.
 */
final class SupportedVideoModes {

	/**
	 * The usual bit rates of such encoders in kbit/s, used if the schema has no bounds.
	 */
	private static final IntRange BITRATES_KBPS = new IntRange(32, 20480);

	private static final List<Resolution> LARGE = List.of(Resolution.of(3840, 2160), Resolution.of(2592, 1944),
			Resolution.of(2560, 1440), Resolution.of(2304, 1296), Resolution.of(1920, 1080), Resolution.of(1280, 960),
			Resolution.of(1280, 720));

	private static final List<Resolution> SMALL = List.of(Resolution.of(1280, 720), Resolution.of(704, 576),
			Resolution.of(640, 480), Resolution.of(640, 360), Resolution.of(480, 360), Resolution.of(352, 288));

	private final ConfigSchema schema;

	private final StreamerConfig config;

	private final int stream;

	SupportedVideoModes(ConfigSchema schema, StreamerConfig config, int stream) {
		this.schema = schema;
		this.config = config;
		this.stream = stream;
	}

	List<VideoMode> modes() {
		Rotation rotation = Rotation.of(this.config);
		List<VideoMode> modes = new ArrayList<>();
		for (Codec codec : codecs()) {
			for (Resolution size : sizes()) {
				modes.add(new VideoMode(codec, rotation.turn(size), frameRates(size),
						range("bitrate").orElse(BITRATES_KBPS)));
			}
		}
		return List.copyOf(modes);
	}

	private List<Codec> codecs() {
		List<String> options = this.schema.options(path("codec"));
		List<String> words = options.isEmpty() ? current("codec").stream().toList() : options;
		return List.of(Codec.values())
			.stream()
			.filter((codec) -> words.stream().anyMatch(codec.name()::equalsIgnoreCase))
			.toList();
	}

	private List<Resolution> sizes() {
		Optional<Resolution> sensorSize = sensorSize();
		Optional<Resolution> minimum = this.schema.key(path("size")).flatMap((key) -> key.size("x-min"));
		TreeSet<Resolution> sizes = new TreeSet<>(
				Comparator.comparingInt(Resolution::width).thenComparingInt(Resolution::height).reversed());
		if (sensorSize.isPresent() && this.schema.has(path("size"))) {
			sizes.addAll((this.stream == 0) ? LARGE : SMALL);
			sizes.removeIf((size) -> !PictureSizes.fits(size, sensorSize.get())
					|| minimum.filter((min) -> !PictureSizes.fits(min, size)).isPresent());
			// The streamer never encodes the full picture twice, so the sub stream is
			// smaller.
			sizes.removeIf((size) -> this.stream > 0 && size.equals(sensorSize.get()));
		}
		if (this.stream == 0 || sizes.isEmpty()) {
			sensorSize.or(() -> current("size").flatMap(PictureSizes::parse)).ifPresent(sizes::add);
		}
		return List.copyOf(sizes);
	}

	/**
	 * Returns the size of the sensor's picture, or the largest size in schema or
	 * configuration.
	 */
	private Optional<Resolution> sensorSize() {
		Optional<SchemaKey> main = this.schema.key("video0.size");
		return main.flatMap((key) -> key.size("x-native"))
			.or(() -> main.flatMap((key) -> key.size("x-max")))
			.or(() -> this.config.find("video0.size").flatMap(PictureSizes::parse))
			.or(() -> main.flatMap((key) -> key.size("default")));
	}

	private IntRange frameRates(Resolution size) {
		IntRange offered = range("fps").orElse(new IntRange(1, 25));
		int fastest = this.schema.key(path("fps"))
			.flatMap((key) -> measuredRate(key.node().path("x-fps-caps"), size).or(() -> key.whole("x-native")))
			.orElse(offered.max());
		int minimum = Math.max(1, offered.min());
		return new IntRange(minimum, Math.max(minimum, Math.min(fastest, offered.max())));
	}

	/**
	 * Returns the frame rate that the sensor has at a size. A size that is not listed is
	 * scaled down from the smallest listed one that is larger.
	 */
	private static Optional<Integer> measuredRate(JsonNode caps, Resolution size) {
		return caps.valueStream()
			.filter((cap) -> cap.path("fps").asInt(0) > 0)
			.filter((cap) -> cap.path("w").asInt(0) >= size.width() && cap.path("h").asInt(0) >= size.height())
			.min(Comparator.comparingLong((cap) -> (long) cap.path("w").asInt(0) * cap.path("h").asInt(0)))
			.map((cap) -> cap.path("fps").asInt(0));
	}

	/**
	 * Returns the range of a key; without such a key, a range of the one current value.
	 */
	private Optional<IntRange> range(String name) {
		Optional<SchemaKey> key = this.schema.key(path(name));
		return key.isPresent() ? key.flatMap(SchemaKey::range)
				: current(name).filter((text) -> text.matches("[1-9][0-9]{0,6}"))
					.map(Integer::valueOf)
					.map((value) -> new IntRange(value, value));
	}

	private Optional<String> current(String name) {
		return this.config.find(path(name));
	}

	private String path(String name) {
		return "video" + this.stream + "." + name;
	}

}
