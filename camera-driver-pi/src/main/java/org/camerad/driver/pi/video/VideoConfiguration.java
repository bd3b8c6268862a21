package org.camerad.driver.pi.video;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.pi.video.*}.
 *
 * @param command the camera program: a name on the path or an absolute path
 * @param camera the camera's number in the program's list
 * @param mode the choice of the sensor's mode
 * @param options further options of the camera program
 * @param quality the quality of JPEGs, 1 to 100
 * @param rotation degrees, 0 or 180
 * @param mirrored whether left and right are swapped
 * @param stallTime the time without output after which the process counts as stuck
 * @param ffmpeg the program that encodes H.264
 * @param encoder the ffmpeg encoder, or {@code auto}
 */
public record VideoConfiguration(String command, int camera, SensorModeChoice mode, CameraOptions options, int quality,
		int rotation, boolean mirrored, Duration stallTime, String ffmpeg, String encoder) {

	/** The supported H.264 encoders, the board's own first. */
	static final List<String> ENCODERS = List.of("h264_v4l2m2m", "libx264", "libopenh264");

	private static final PropertyKind<String> PROGRAM = PropertyKind.text("a program's name or absolute path");

	private static final Property<String> COMMAND = Property.of("video.command", PROGRAM, "rpicam-vid",
			"camera program");

	private static final Property<Integer> CAMERA = Property.of("video.camera",
			PropertyKind.wholeNumber(new IntRange(0, 9)), "0", "camera number in the program's list");

	private static final Property<SensorModeChoice> MODE = Property.of("video.mode", SensorModeChoice.PROPERTY, "full",
			"sensor mode; `full`: whole field of view");

	private static final Property<Integer> QUALITY = Property.of("video.quality",
			PropertyKind.wholeNumber(new IntRange(1, 100)), "85", "JPEG quality");

	private static final Property<Integer> ROTATION = Property.of("video.rotation",
			PropertyKind.words(List.of("0", "180")).map(Integer::valueOf), "0", "degrees");

	private static final Property<Boolean> MIRRORED = Property.of("video.mirrored", PropertyKind.flag(), "false",
			"whether left and right are swapped");

	private static final Property<Duration> STALL_TIME = Property.of("video.stall-time",
			PropertyKind.duration(Duration.ofMillis(500), Duration.ofMinutes(1)), "5s",
			"wait for a picture before a restart");

	private static final Property<String> FFMPEG = Property.of("video.ffmpeg", PROGRAM, "ffmpeg",
			"program that encodes H.264");

	private static final Property<String> ENCODER = Property.of("video.encoder",
			PropertyKind.words(Stream.concat(Stream.of("auto"), ENCODERS.stream()).toList()), "auto", "ffmpeg encoder");

	/** The properties of the camera module. */
	public static final List<Property<?>> PROPERTIES = Stream
		.concat(Stream.of(COMMAND, CAMERA, MODE, QUALITY, ROTATION, MIRRORED, STALL_TIME, FFMPEG, ENCODER),
				CameraOptions.PROPERTIES.stream())
		.<Property<?>>map((each) -> each)
		.toList();

	/**
	 * Reads the configuration.
	 * @throws CameraException REFUSED if a property has no effect
	 */
	public static VideoConfiguration of(PropertyValues values) throws CameraException {
		return new VideoConfiguration(values.get(COMMAND), values.get(CAMERA), values.get(MODE),
				CameraOptions.of(values), values.get(QUALITY), values.get(ROTATION), values.get(MIRRORED),
				values.get(STALL_TIME), values.get(FFMPEG), values.get(ENCODER));
	}

}
