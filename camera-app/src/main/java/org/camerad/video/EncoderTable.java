package org.camerad.video;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.camerad.camera.StreamId;
import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.Codec;
import org.camerad.driver.IntRange;
import org.camerad.driver.Resolution;
import org.camerad.driver.Setting;
import org.camerad.driver.Video;
import org.camerad.driver.Video.BitrateControl;
import org.camerad.driver.VideoMode;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;

/**
 * The table of one stream's encoder. A value must be one that the stream offers for the
 * codec and the resolution that were decided above it.
 */
final class EncoderTable {

	/** The range while no camera is open, so that saved values stay as they are. */
	private static final IntRange UNLIMITED = new IntRange(1, 1_000_000);

	private final StreamId stream;

	private final Parameter<Codec> codec = Parameter.<Codec>of("encode_mode", this::codec)
		.within((camera) -> words(camera, (mode) -> mode.codec().name()))
		.initially(Codec.H265)
		.fitting((kept, context) -> nearestCodec(kept, codecs(context)))
		.needs(Setting.CODEC);

	private final Parameter<Resolution> resolution;

	private final Parameter<Integer> frameRate;

	private final Parameter<Integer> gopLength = Parameter.range("govlength", 1, 300)
		.initially(100)
		.needs(Setting.GOP_LENGTH);

	private final Parameter<Integer> bitrateKbps;

	private final Parameter<BitrateControl> bitrateControl = Parameter
		.<BitrateControl>of("bitrate_control", (text, context) -> word(BitrateControl.values(), text))
		.within(Domain.options(Arrays.stream(BitrateControl.values()).map(Enum::name).toList()))
		.initially(BitrateControl.CBR)
		.needs(Setting.BITRATE_CONTROL);

	private final SettingsGroup<Video> group;

	EncoderTable(String name, StreamId stream) {
		boolean main = stream == StreamId.MAIN;
		this.stream = stream;
		this.resolution = Parameter.<Resolution>of("resolution", this::resolution)
			.shownAs(Resolution::name)
			.within((camera) -> words(camera, (mode) -> mode.resolution().name()))
			.initially(main ? Resolution.of(1920, 1080) : Resolution.of(480, 360))
			.fitting((kept, context) -> nearest(kept, resolutions(context)))
			.needs(Setting.RESOLUTION);
		this.frameRate = within("framerate", VideoMode::frameRate).initially(25).needs(Setting.FRAME_RATE);
		this.bitrateKbps = within("bitrate", VideoMode::bitrateKbps).initially(main ? 2500 : 200)
			.needs(Setting.BITRATE);
		this.group = SettingsGroup
			.of(name,
					Table.of(this.codec, this.resolution, this.frameRate, this.gopLength, this.bitrateKbps,
							this.bitrateControl),
					this::video, (camera) -> Optional.of(stream.of(camera)))
			.readBy(this::read);
	}

	SettingsGroup<Video> group() {
		return this.group;
	}

	private Values read(Video video, Values known) {
		return known.with(this.codec, video.codec())
			.with(this.resolution, video.resolution())
			.with(this.frameRate, video.frameRate())
			.with(this.gopLength, video.gopLength())
			.with(this.bitrateKbps, video.bitrateKbps())
			.with(this.bitrateControl, video.bitrateControl());
	}

	private Video video(Values values) {
		return new Video(values.get(this.codec), values.get(this.resolution), values.get(this.frameRate),
				values.get(this.gopLength), values.get(this.bitrateKbps), values.get(this.bitrateControl));
	}

	/** Creates a parameter whose range depends on codec and resolution. */
	private Parameter<Integer> within(String name, Function<VideoMode, IntRange> range) {
		Function<ValidationContext, IntRange> offered = (context) -> modes(context).stream()
			.filter((mode) -> mode.codec() == context.get(this.codec))
			.filter((mode) -> mode.resolution().equals(context.get(this.resolution)))
			.map(range)
			.findFirst()
			.orElse(UNLIMITED);
		return Parameter
			.<Integer>of(name,
					(text, context) -> Parameter.number(text)
						.filter((number) -> offered.apply(context).contains(number)))
			.within((camera) -> Domain.spanning(modes(camera).stream().map(range).toList()))
			.fitting((kept, context) -> offered.apply(context).nearest(kept));
	}

	private Optional<Codec> codec(String text, ValidationContext context) {
		List<Codec> offered = codecs(context);
		return word(Codec.values(), text).filter((codec) -> offered.isEmpty() || offered.contains(codec));
	}

	private Optional<Resolution> resolution(String text, ValidationContext context) {
		List<Resolution> offered = resolutions(context);
		return offered.isEmpty() ? Resolution.parse(text)
				: offered.stream().filter((resolution) -> resolution.name().equals(text)).findFirst();
	}

	private List<Codec> codecs(ValidationContext context) {
		return modes(context).stream().map(VideoMode::codec).distinct().toList();
	}

	private List<Resolution> resolutions(ValidationContext context) {
		return modes(context).stream()
			.filter((mode) -> mode.codec() == context.get(this.codec))
			.map(VideoMode::resolution)
			.toList();
	}

	private List<VideoMode> modes(ValidationContext context) {
		return modes(context.camera());
	}

	/** Returns the texts of all modes of a camera, each once. */
	private Domain words(@Nullable Camera camera, Function<VideoMode, String> word) {
		return (camera == null) ? Domain.ANY : Domain.options(modes(camera).stream().map(word).distinct().toList());
	}

	private List<VideoMode> modes(@Nullable Camera camera) {
		return (camera == null) ? List.of() : this.stream.of(camera).modes();
	}

	private static <E extends Enum<E>> Optional<E> word(E[] constants, String text) {
		return Arrays.stream(constants).filter((constant) -> constant.name().equals(text)).findFirst();
	}

	private static Codec nearestCodec(Codec kept, List<Codec> offered) {
		return (offered.isEmpty() || offered.contains(kept)) ? kept : offered.get(0);
	}

	/** Returns the offered resolution with the most similar number of pixels. */
	private static Resolution nearest(Resolution kept, List<Resolution> offered) {
		return offered.stream()
			.min(Comparator.comparingLong((resolution) -> Math.abs(pixels(resolution) - pixels(kept))))
			.orElse(kept);
	}

	private static long pixels(Resolution resolution) {
		return (long) resolution.width() * resolution.height();
	}

}
