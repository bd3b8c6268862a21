package org.camerad.driver.sim.encode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camerad.driver.Codec;
import org.camerad.driver.Video;

/**
 * How ffmpeg's encoders are asked for what a stream is set to. Each gives out a picture
 * before it takes the next, has no key frames but those that are asked for and those that
 * the GOP length says, and repeats the parameter sets at each. The presets are those that
 * leave most of a processor to others.
 */
final class EncoderOptions {

	private static final int SMALL = 640 * 480;

	/** The quality that a variable bit rate aims at, as x264 and x265 count it. */
	private static final Map<String, String> QUALITY = Map.of("libx264", "23", "libx265", "28");

	private EncoderOptions() {
	}

	/** The encoders of a codec, the best first, as ffmpeg calls them. */
	static List<String> names(Codec codec) {
		return (codec == Codec.H264) ? List.of("libx264", "libopenh264") : List.of("libx265");
	}

	static Map<String, String> options(String encoder, Video video) {
		Map<String, String> options = new LinkedHashMap<>();
		switch (encoder) {
			case "libx264" -> x264(options, video);
			case "libx265" -> x265(options, video);
			default -> options.put("rc_mode", "timestamp");
		}
		if (isVariable(video) && QUALITY.containsKey(encoder)) {
			options.put("crf", QUALITY.get(encoder));
		}
		return options;
	}

	static boolean isVariable(Video video) {
		return video.bitrateControl() == Video.BitrateControl.VBR;
	}

	private static void x264(Map<String, String> options, Video video) {
		options.put("preset", isSmall(video) ? "veryfast" : "ultrafast");
		options.put("tune", "zerolatency");
		options.put("forced-idr", "1");
		options.put("sc_threshold", "0");
	}

	private static void x265(Map<String, String> options, Video video) {
		options.put("preset", "ultrafast");
		options.put("tune", "zerolatency");
		options.put("forced-idr", "1");
		options.put("x265-params", String.join(":", "log-level=none", "info=0", "scenecut=0", "open-gop=0",
				"repeat-headers=1", "frame-threads=1", "pools=" + pool(video), "aq-mode=0", "ref=1", "max-merge=1"));
	}

	/** x265 is the one encoder for which a large picture may need a second processor. */
	private static String pool(Video video) {
		int processors = Math.min(4, Runtime.getRuntime().availableProcessors());
		return (isSmall(video) || processors == 1) ? "none" : String.valueOf(processors);
	}

	private static boolean isSmall(Video video) {
		return video.resolution().width() * video.resolution().height() <= SMALL;
	}

}
