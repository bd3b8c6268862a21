package org.camerad.driver.sim.encode;

import java.util.List;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

/** A decoder of raw AAC access units: low complexity, 16 kHz, one channel. */
public final class AacDecoder implements AutoCloseable {

	private static final int SAMPLES = 1024;

	private final AVCodecContext context;

	private final AVPacket packet = av_packet_alloc();

	private final AVFrame frame = av_frame_alloc();

	public AacDecoder() {
		AVCodec decoder = avcodec_find_decoder(AV_CODEC_ID_AAC);
		this.context = avcodec_alloc_context3(decoder);
		// AudioSpecificConfig (ISO/IEC 14496-3): AAC LC, index 8 (16 kHz), one channel.
		int config = 2 << 11 | 8 << 7 | 1 << 3;
		this.context.extradata(new BytePointer(av_mallocz(2 + AV_INPUT_BUFFER_PADDING_SIZE)));
		this.context.extradata().put(0, (byte) (config >> 8)).put(1, (byte) config);
		this.context.extradata_size(2);
		if (avcodec_open2(this.context, decoder, new AVDictionary(null)) < 0) {
			throw new IllegalStateException("no decoder");
		}
	}

	/** Returns the sound of consecutive access units. */
	public float[] decode(List<byte[]> units) {
		float[] sound = new float[units.size() * SAMPLES];
		int count = 0;
		for (byte[] unit : units) {
			av_new_packet(this.packet, unit.length);
			this.packet.data().put(unit, 0, unit.length);
			if (avcodec_send_packet(this.context, this.packet) < 0) {
				throw new IllegalStateException("it cannot be decoded");
			}
			while (avcodec_receive_frame(this.context, this.frame) >= 0) {
				new FloatPointer(this.frame.data(0)).get(sound, count, this.frame.nb_samples());
				count += this.frame.nb_samples();
			}
		}
		return sound;
	}

	@Override
	public void close() {
		av_frame_free(this.frame);
		av_packet_free(this.packet);
		avcodec_free_context(this.context);
	}

}
