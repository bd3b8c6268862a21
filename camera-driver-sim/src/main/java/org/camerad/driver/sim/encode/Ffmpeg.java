package org.camerad.driver.sim.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** ffmpeg's libraries, loaded once. */
final class Ffmpeg {

	private static final int MAX_ERROR_LENGTH = 128;

	static {
		// This code frees all native memory itself. JavaCPP's own limit would refuse
		// memory
		// beyond a multiple of the Java heap, which an encoder may need.
		System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
		System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
		System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
		avutil.av_log_set_level(avutil.AV_LOG_FATAL);
	}

	private Ffmpeg() {
	}

	/**
	 * Loads the libraries of the codecs and reduces their log output.
	 * @throws LinkageError if they cannot be loaded
	 */
	static void load() {
		avcodec.avcodec_version();
	}

	/** Returns the first of the encoders that this build of ffmpeg has. */
	static AVCodec encoder(String... names) throws IOException {
		for (String name : names) {
			AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
			if (codec != null && !codec.isNull()) {
				return codec;
			}
		}
		throw new IOException("ffmpeg has no encoder " + String.join(" or ", names));
	}

	/**
	 * Opens an encoder.
	 * @throws IOException also for an option that the encoder does not know
	 */
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
		byte[] text = new byte[MAX_ERROR_LENGTH];
		avutil.av_strerror(result, text, text.length);
		String reason = new String(text, StandardCharsets.US_ASCII);
		throw new IOException("ffmpeg: " + what + ": " + reason.substring(0, reason.indexOf('\0')));
	}

	/**
	 * Returns the allocated object.
	 * @throws IOException if it is null
	 */
	static <T> T requireAllocated(@Nullable T memory) throws IOException {
		if (memory == null) {
			throw new IOException("ffmpeg: the encoder is closed or out of memory");
		}
		return memory;
	}

	static byte[] data(AVPacket packet) {
		byte[] data = new byte[packet.size()];
		packet.data().get(data);
		return data;
	}

	/** Frees the memory of an encoder; null is ignored. */
	static void free(@Nullable AVCodecContext context, @Nullable AVFrame frame, @Nullable AVPacket packet) {
		if (packet != null) {
			avcodec.av_packet_free(packet);
		}
		if (frame != null) {
			avutil.av_frame_free(frame);
		}
		if (context != null) {
			avcodec.avcodec_free_context(context);
		}
	}

}
