package org.camerad.driver.sim.encode;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

import org.camerad.driver.Codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
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

/**
 * A strict decoder of access units, which fails on missing data. Its pictures are grey,
 * because the tests check brightness.
 */
public final class VideoDecoder implements AutoCloseable {

	private final AVCodecContext context;

	private final AVPacket packet = av_packet_alloc();

	private final AVFrame frame = av_frame_alloc();

	public VideoDecoder(Codec codec) {
		AVCodec decoder = avcodec_find_decoder((codec == Codec.H264) ? AV_CODEC_ID_H264 : AV_CODEC_ID_HEVC);
		this.context = avcodec_alloc_context3(decoder);
		this.context.thread_count(1)
			.flags(this.context.flags() | AV_CODEC_FLAG_LOW_DELAY)
			.err_recognition(AV_EF_EXPLODE);
		if (avcodec_open2(this.context, decoder, new AVDictionary(null)) < 0) {
			throw new IllegalStateException("no decoder");
		}
	}

	/**
	 * Returns the pictures that an access unit completes; with low delay, its own.
	 */
	public List<BufferedImage> decode(byte[] data) {
		av_new_packet(this.packet, data.length);
		this.packet.data().put(data, 0, data.length);
		int sent = avcodec_send_packet(this.context, this.packet);
		if (sent < 0) {
			throw new IllegalStateException("it cannot be decoded: " + sent);
		}
		List<BufferedImage> pictures = new ArrayList<>();
		while (avcodec_receive_frame(this.context, this.frame) >= 0) {
			pictures.add(picture());
		}
		return pictures;
	}

	private BufferedImage picture() {
		int width = this.frame.width();
		BufferedImage picture = new BufferedImage(width, this.frame.height(), BufferedImage.TYPE_BYTE_GRAY);
		BytePointer luma = this.frame.data(0);
		byte[] row = new byte[width];
		for (int y = 0; y < this.frame.height(); y++) {
			luma.position((long) y * this.frame.linesize(0)).get(row);
			picture.getRaster().setDataElements(0, y, width, 1, row);
		}
		return picture;
	}

	@Override
	public void close() {
		av_frame_free(this.frame);
		av_packet_free(this.packet);
		avcodec_free_context(this.context);
	}

}
