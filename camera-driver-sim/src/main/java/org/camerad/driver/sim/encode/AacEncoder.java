package org.camerad.driver.sim.encode;

import java.io.IOException;
import java.util.Map;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * ffmpeg's AAC encoder: low complexity, raw access units. Its output is two frames behind
 * its input.
 */
final class AacEncoder implements AudioEncoder {

	private static final float FULL_SCALE = 32768;

	private final float[] values;

	private @Nullable AVCodecContext context;

	private @Nullable AVFrame frame;

	private @Nullable AVPacket packet;

	AacEncoder(int sampleRate, int bitrateKbps) throws IOException {
		try {
			this.values = new float[open(sampleRate, bitrateKbps)];
		}
		catch (LinkageError ex) {
			throw new IOException("ffmpeg's libraries cannot be loaded: " + ex, ex);
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private int open(int sampleRate, int bitrateKbps) throws IOException {
		AVCodec codec = Ffmpeg.encoder("aac");
		AVCodecContext opened = Ffmpeg.requireAllocated(avcodec.avcodec_alloc_context3(codec));
		this.context = opened;
		opened.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate).bit_rate(bitrateKbps * 1000L);
		opened.time_base(avutil.av_make_q(1, sampleRate));
		avutil.av_channel_layout_default(opened.ch_layout(), 1);
		Ffmpeg.open(opened, codec, Map.of());
		this.packet = Ffmpeg.requireAllocated(avcodec.av_packet_alloc());
		AVFrame buffer = Ffmpeg.requireAllocated(avutil.av_frame_alloc());
		this.frame = buffer;
		buffer.format(opened.sample_fmt()).sample_rate(sampleRate).nb_samples(opened.frame_size());
		avutil.av_channel_layout_default(buffer.ch_layout(), 1);
		Ffmpeg.check("allocating a sound buffer", avutil.av_frame_get_buffer(buffer, 0));
		return opened.frame_size();
	}

	@Override
	public int frameLength() {
		return this.values.length;
	}

	@Override
	public @Nullable EncodedSound encode(short[] samples, long position) throws IOException {
		AVFrame buffer = Ffmpeg.requireAllocated(this.frame);
		for (int i = 0; i < this.values.length; i++) {
			this.values[i] = samples[i] / FULL_SCALE;
		}
		Ffmpeg.check("allocating a sound buffer", avutil.av_frame_make_writable(buffer));
		new FloatPointer(buffer.data(0)).put(this.values, 0, this.values.length);
		buffer.pts(position);
		Ffmpeg.check("AAC", avcodec.avcodec_send_frame(Ffmpeg.requireAllocated(this.context), buffer));
		return receive();
	}

	private @Nullable EncodedSound receive() throws IOException {
		AVPacket received = Ffmpeg.requireAllocated(this.packet);
		int result = avcodec.avcodec_receive_packet(Ffmpeg.requireAllocated(this.context), received);
		if (result == avutil.AVERROR_EAGAIN()) {
			return null;
		}
		Ffmpeg.check("AAC", result);
		try {
			return new EncodedSound(Ffmpeg.data(received), received.pts());
		}
		finally {
			avcodec.av_packet_unref(received);
		}
	}

	@Override
	public void close() {
		Ffmpeg.free(this.context, this.frame, this.packet);
		this.context = null;
		this.frame = null;
		this.packet = null;
	}

}
