package org.camerad.driver.pi.video;

import java.time.Duration;
import java.util.List;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.pi.Properties;

/**
 * What {@code camera.pi.video.*} says.
 *
 * @param command the tool that gives the pictures: a name on the path or an absolute path
 * @param camera which camera, as the tool's list numbers them
 * @param quality of the JPEGs, 1 to 100
 * @param rotation degrees, 0 or 180
 * @param mirrored whether left and right change places
 * @param stallTime how long a child may be silent before it counts as stuck
 * @param ffmpeg the program that encodes H.264
 * @param encoder which of its encoders, or {@code auto}
 */
public record VideoConfiguration(String command, int camera, int quality, int rotation, boolean mirrored,
		Duration stallTime, String ffmpeg, String encoder) {

	/** The H.264 encoders that are known to fit, the board's own first. */
	static final List<String> ENCODERS = List.of("h264_v4l2m2m", "libx264", "libopenh264");

	private static final String PREFIX = "video.";

	/** Takes its keys. */
	public static VideoConfiguration of(Properties properties) throws CameraException {
		String command = properties.text(PREFIX + "command", "rpicam-vid");
		int camera = properties.number(PREFIX + "camera", 0, new IntRange(0, 9));
		int quality = properties.number(PREFIX + "quality", 85, new IntRange(1, 100));
		int rotation = properties.number(PREFIX + "rotation", 0, new IntRange(0, 180));
		if (rotation != 0 && rotation != 180) {
			throw Properties.wrong(PREFIX + "rotation", "0 or 180 is expected");
		}
		boolean mirrored = properties.flag(PREFIX + "mirrored", false);
		Duration stallTime = properties.duration(PREFIX + "stall-time", Duration.ofSeconds(5), Duration.ofMillis(500),
				Duration.ofMinutes(1));
		String ffmpeg = properties.text(PREFIX + "ffmpeg", "ffmpeg");
		String encoder = properties.text(PREFIX + "encoder", "auto");
		if (!encoder.equals("auto") && !ENCODERS.contains(encoder)) {
			throw Properties.wrong(PREFIX + "encoder", "auto or one of " + String.join(", ", ENCODERS));
		}
		return new VideoConfiguration(command, camera, quality, rotation, mirrored, stallTime, ffmpeg, encoder);
	}

}
