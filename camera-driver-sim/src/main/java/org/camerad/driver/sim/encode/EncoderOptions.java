package org.camerad.driver.sim.encode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camerad.driver.Codec;
import org.camerad.driver.Video;

/**
 * The options of ffmpeg's encoders for the settings of a stream. Each encoder outputs a
 * picture before it takes the next, makes key frames only on request or at the end of a
 * group of pictures, and repeats the parameter sets at each. The presets leave most of a
 * processor to other work.
 */
final class EncoderOptions {

	private static final int SMALL = 640 * 480;

	/** The target quality of a variable bit rate, on the scale of x264 and x265. */
	private static final Map<String, String> QUALITY = Map.of("libx264", "23", "libx265", "28");

	private EncoderOptions() {
	}

	/** Returns ffmpeg's names of the encoders of a codec, best first. */
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

	/**
	 * Returns the number of threads. Only x265 may need a second processor, for large
	 * pictures.
	 */
	private static String pool(Video video) {
		int processors = Math.min(4, Runtime.getRuntime().availableProcessors());
		return (isSmall(video) || processors == 1) ? "none" : String.valueOf(processors);
	}

	private static boolean isSmall(Video video) {
		return video.resolution().width() * video.resolution().height() <= SMALL;
	}

}
