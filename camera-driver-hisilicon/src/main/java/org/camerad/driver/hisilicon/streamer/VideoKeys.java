package org.camerad.driver.hisilicon.streamer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.Change;
import org.camerad.driver.Codec;
import org.camerad.driver.Current;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import org.camerad.driver.Setting;
import org.camerad.driver.Video;
import org.camerad.driver.Video.BitrateControl;
import org.camerad.driver.VideoMode;

/**
 * The keys of one encoder and of its pictures.
 *
 * @param schema the keys that the streamer has
 * @param stream 0 main, 1 sub
 * @param modes the modes of the stream, with the sizes of its pictures
 * @param rotation the rotation of these pictures
 */
record VideoKeys(ConfigSchema schema, int stream, List<VideoMode> modes, Rotation rotation) {

	private static final IntRange MJPEG_RATES = new IntRange(1, 5);

	private static final String JPEG_ENABLED = "jpeg.enabled";

	private String path(String name) {
		return "video" + this.stream + "." + name;
	}

	/** Returns the keys that a change writes. */
	NamedKeys<Video> write(Change<Video> change, StreamerConfig config) {
		Video settings = change.settings();
		NamedKeys<Video> wanted = new NamedKeys<>(this.schema, change);
		wanted.put(Setting.CODEC, path("codec"), word(settings.codec()));
		wanted.put(Setting.RESOLUTION, path("size"), written(settings.resolution()));
		wanted.put(Setting.FRAME_RATE, path("fps"), String.valueOf(settings.frameRate()));
		wanted.put(Setting.BITRATE, path("bitrate"), String.valueOf(settings.bitrateKbps()));
		wanted.put(Setting.GOP_LENGTH, path("gopSize"), gop(settings));
		if (!lacksRateControl()) {
			wanted.put(Setting.BITRATE_CONTROL, path("rcMode"), word(settings.bitrateControl()));
		}
		if (change.names(Setting.FRAME_RATE) && change.requested().contains(Setting.GOP_LENGTH)) {
			// The streamer counts in seconds, so the number of frames needs another
			// value.
			wanted.putAlong(path("gopSize"), gop(settings));
		}
		putPictures(change, wanted);
		Stream.of(path("enabled"), JPEG_ENABLED)
			.filter((key) -> config.find(key).filter("false"::equals).isPresent())
			.forEach((key) -> wanted.putAlong(key, "true"));
		return wanted;
	}

	/**
	 * Adds the keys of the pictures, if the schema accepts their values. The main
	 * stream's pictures follow its size and frame rate. A picture in another size must be
	 * announced with its largest size.
	 */
	private void putPictures(Change<Video> change, NamedKeys<Video> wanted) {
		String size = wanted.values().getOrDefault(path("size"), "");
		if (!size.isEmpty()) {
			putPicture(wanted, (this.stream == 0) ? "jpeg.size" : "jpeg.tuned", size);
		}
		if (this.stream == 0 && change.names(Setting.FRAME_RATE)) {
			IntRange rates = this.schema.key("jpeg.fps").flatMap(SchemaKey::range).orElse(MJPEG_RATES);
			putPicture(wanted, "jpeg.fps", String.valueOf(rates.nearest(change.settings().frameRate())));
		}
	}

	private void putPicture(NamedKeys<Video> wanted, String key, String value) {
		if (this.schema.key(key).filter((described) -> described.accepts(value)).isPresent()) {
			wanted.putAlong(key, value);
		}
	}

	/** Returns the settings that the configuration tells. */
	Current<Video> read(ToldSettings told, Video known) {
		Codec codec = told.tell(Setting.CODEC, path("codec"), known.codec(), VideoKeys::word, VideoKeys::codec);
		Resolution size = told.tell(Setting.RESOLUTION, path("size"), known.resolution(), this::written,
				(text) -> PictureSizes.parse(text).map((held) -> nearest(codec, this.rotation.turn(held))));
		int frameRate = told.tell(Setting.FRAME_RATE, path("fps"), known.frameRate(), String::valueOf,
				(text) -> Numbers.whole(text).filter((rate) -> rate > 0).map((rate) -> frameRate(codec, size, rate)));
		int gop = told.tell(Setting.GOP_LENGTH, path("gopSize"), known.gopLength(),
				(frames) -> UnitConversions.gopSeconds(frames, frameRate),
				(text) -> Numbers.decimal(text).map((seconds) -> UnitConversions.gopFrames(seconds, frameRate)));
		int bitrate = told.tell(Setting.BITRATE, path("bitrate"), known.bitrateKbps(), String::valueOf,
				(text) -> Numbers.whole(text).map((kbps) -> bitrate(codec, size, kbps)));
		BitrateControl control = told.tell(Setting.BITRATE_CONTROL, path("rcMode"), known.bitrateControl(), this::word,
				(text) -> Optional.of(text.equals("cbr") ? BitrateControl.CBR : BitrateControl.VBR));
		return told.current(new Video(codec, size, frameRate, gop, bitrate, control));
	}

	private String written(Resolution size) {
		return PictureSizes.text(this.rotation.turn(size));
	}

	/** Returns the offered size with the most similar number of pixels. */
	private Resolution nearest(Codec codec, Resolution held) {
		List<Resolution> offered = this.modes.stream()
			.filter((mode) -> mode.codec() == codec)
			.map(VideoMode::resolution)
			.toList();
		return (offered.isEmpty() || offered.contains(held)) ? held
				: offered.stream()
					.min(Comparator.comparingLong((size) -> Math.abs(pixels(size) - pixels(held))))
					.orElseThrow();
	}

	private static long pixels(Resolution size) {
		return (long) size.width() * size.height();
	}

	private int frameRate(Codec codec, Resolution size, int held) {
		return mode(codec, size).map((mode) -> mode.frameRate().nearest(held)).orElse(held);
	}

	private int bitrate(Codec codec, Resolution size, int held) {
		return mode(codec, size).map((mode) -> mode.bitrateKbps().nearest(held)).orElse(held);
	}

	private Optional<VideoMode> mode(Codec codec, Resolution size) {
		return this.modes.stream()
			.filter((mode) -> mode.codec() == codec && mode.resolution().equals(size))
			.findFirst();
	}

	private static String gop(Video settings) {
		return UnitConversions.gopSeconds(settings.gopLength(), settings.frameRate());
	}

	private static String word(Codec codec) {
		return codec.name().toLowerCase(Locale.ROOT);
	}

	/** Returns the codec of a word of the streamer. */
	static Optional<Codec> codec(String word) {
		return Stream.of(Codec.values()).filter((codec) -> codec.name().equalsIgnoreCase(word)).findFirst();
	}

	/** Returns whether the streamer has only one rate control, or none. */
	boolean lacksRateControl() {
		return rateControlWord(BitrateControl.CBR).isEmpty() || rateControlWord(BitrateControl.VBR).isEmpty();
	}

	private String word(BitrateControl control) {
		return rateControlWord(control).orElse("");
	}

	private Optional<String> rateControlWord(BitrateControl control) {
		List<String> options = this.schema.options(path("rcMode"));
		List<String> words = (control == BitrateControl.CBR) ? List.of("cbr") : List.of("vbr", "avbr");
		return words.stream().filter(options::contains).findFirst();
	}

}
