package org.camerad.driver.sim.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** ffmpeg's libraries, loaded when first used. */
final class Ffmpeg {

	private static final int LONGEST_ERROR = 128;

	static {
		// Everything is freed by hand here. JavaCPP's own watch would refuse memory
		// beyond
		// a multiple of the Java heap, which an encoder has every right to.
		System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
		System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
		System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
		avutil.av_log_set_level(avutil.AV_LOG_FATAL);
	}

	private Ffmpeg() {
	}

	/** The first of the encoders that this build of ffmpeg has. */
	static AVCodec encoder(String... names) throws IOException {
		for (String name : names) {
			AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
			if (codec != null && !codec.isNull()) {
				return codec;
			}
		}
		throw new IOException("ffmpeg has no encoder " + String.join(" or ", names));
	}

	/** Opens an encoder; options that it does not know are a mistake. */
	static void open(AVCodecContext context, AVCodec codec, Map<String, String> options) throws IOException {
		AVDictionary dictionary = new AVDictionary(null);
		try {
			options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
			check("opening " + codec.name().getString(), avcodec.avcodec_open2(context, codec, dictionary));
			if (avutil.av_dict_count(dictionary) > 0) {
				throw new IOException(codec.name().getString() + " does not know all of " + options);
			}
		}
		finally {
			avutil.av_dict_free(dictionary);
		}
	}

	static int check(String what, int result) throws IOException {
		if (result >= 0) {
			return result;
		}
		byte[] text = new byte[LONGEST_ERROR];
		avutil.av_strerror(result, text, text.length);
		String reason = new String(text, StandardCharsets.US_ASCII);
		throw new IOException("ffmpeg: " + what + ": " + reason.substring(0, reason.indexOf('\0')));
	}

	static boolean wantsMore(int result) {
		return result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF;
	}

}
