package org.camerad.driver.sim.encode;

import java.io.Closeable;
import java.io.IOException;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.camerad.driver.Video;
import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * One H.264 or H.265 encoder of ffmpeg. Its memory lies outside of the heap until
 * {@link #close()}. Not thread-safe.
 */
public final class PictureEncoder implements Closeable {

	private final Video video;

	private final String name;

	/** Absent if the bit rate is only an upper limit. */
	private final @Nullable FillerDataWriter filler;

	private @Nullable AVCodecContext context;

	private @Nullable AVFrame frame;

	private @Nullable AVPacket packet;

	private long count;

	private long sinceKeyFrame;

	/**
	 * Opens an encoder.
	 * @throws IOException if this installation has no suitable encoder; the message names
	 * it
	 */
	public PictureEncoder(Video video) throws IOException {
		this.video = video;
		this.sinceKeyFrame = video.gopLength();
		this.filler = EncoderOptions.isVariable(video) ? null
				: new FillerDataWriter(video.codec(), video.bitrateKbps());
		try {
			AVCodec codec = Ffmpeg.encoder(EncoderOptions.names(video.codec()).toArray(String[]::new));
			this.name = codec.name().getString();
			open(codec);
		}
		catch (LinkageError ex) {
			throw new IOException("ffmpeg's libraries cannot be loaded: " + ex, ex);
		}
	}

	/** Returns the settings of the encoder. */
	public Video video() {
		return this.video;
	}

	/** Returns ffmpeg's name of the encoder. */
	public String name() {
		return this.name;
	}

	private void open(AVCodec codec) throws IOException {
		try {
			AVCodecContext opened = Ffmpeg.requireAllocated(avcodec.avcodec_alloc_context3(codec));
			this.context = opened;
			configure(opened);
			Ffmpeg.open(opened, codec, EncoderOptions.options(this.name, this.video));
			this.packet = Ffmpeg.requireAllocated(avcodec.av_packet_alloc());
			AVFrame buffer = Ffmpeg.requireAllocated(avutil.av_frame_alloc());
			this.frame = buffer;
			buffer.format(opened.pix_fmt()).width(opened.width()).height(opened.height());
			buffer.color_range(opened.color_range());
			Ffmpeg.check("allocating a picture buffer", avutil.av_frame_get_buffer(buffer, 0));
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Configures the encoder. The stream declares the colours of the pictures, those of
	 * JFIF.
	 */
	private void configure(AVCodecContext opened) {
		int bitrate = this.video.bitrateKbps() * 1000;
		opened.width(this.video.resolution().width()).height(this.video.resolution().height());
		opened.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
		opened.color_range(avutil.AVCOL_RANGE_JPEG).colorspace(avutil.AVCOL_SPC_SMPTE170M);
		opened.time_base(avutil.av_make_q(1, this.video.frameRate()));
		opened.framerate(avutil.av_make_q(this.video.frameRate(), 1));
		opened.gop_size(this.video.gopLength()).max_b_frames(0).thread_count(1);
		opened.rc_max_rate(bitrate).rc_buffer_size(bitrate);
		opened.bit_rate(bitrate);
	}

	/**
	 * Copies a picture of the stream's size, which is encoded next.
	 * @throws IOException if the size differs or the encoder is closed
	 */
	public void load(YuvPicture picture) throws IOException {
		AVFrame buffer = Ffmpeg.requireAllocated(this.frame);
		if (picture.width() != buffer.width() || picture.height() != buffer.height()) {
			throw new IOException("a picture of " + picture.width() + "x" + picture.height() + " for " + this.video);
		}
		Ffmpeg.check("allocating a picture buffer", avutil.av_frame_make_writable(buffer));
		copy(picture.luma(), picture.width(), buffer, 0);
		copy(picture.cb(), picture.chromaWidth(), buffer, 1);
		copy(picture.cr(), picture.chromaWidth(), buffer, 2);
	}

	private static void copy(byte[] samples, int width, AVFrame buffer, int plane) {
		BytePointer memory = buffer.data(plane);
		int stride = buffer.linesize(plane);
		if (stride == width) {
			memory.put(samples, 0, samples.length);
			return;
		}
		for (int row = 0; row < samples.length / width; row++) {
			memory.position((long) row * stride).put(samples, row * width, width);
		}
	}

	/**
	 * Encodes the loaded picture.
	 * @param keyFrame true to force a key frame
	 * @param timeNanos the time at which the picture was taken
	 * @throws IOException if encoding fails or the encoder is closed
	 */
	public EncodedPicture encode(boolean keyFrame, long timeNanos) throws IOException {
		boolean key = keyFrame || this.sinceKeyFrame >= this.video.gopLength();
		AVFrame buffer = Ffmpeg.requireAllocated(this.frame);
		buffer.pts(this.count++);
		buffer.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
		Ffmpeg.check(this.name, avcodec.avcodec_send_frame(Ffmpeg.requireAllocated(this.context), buffer));
		EncodedPicture encoded = receive();
		this.sinceKeyFrame = encoded.keyFrame() ? 1 : this.sinceKeyFrame + 1;
		return (this.filler == null) ? encoded
				: new EncodedPicture(this.filler.fill(encoded.data(), timeNanos), encoded.keyFrame());
	}

	private EncodedPicture receive() throws IOException {
		AVPacket received = Ffmpeg.requireAllocated(this.packet);
		Ffmpeg.check(this.name + " returned no picture",
				avcodec.avcodec_receive_packet(Ffmpeg.requireAllocated(this.context), received));
		try {
			return new EncodedPicture(Ffmpeg.data(received), (received.flags() & avcodec.AV_PKT_FLAG_KEY) != 0);
		}
		finally {
			avcodec.av_packet_unref(received);
		}
	}

	/** Frees the memory. Further calls have no effect. */
	@Override
	public void close() {
		if (this.context != null) {
			Ffmpeg.free(this.context, this.frame, this.packet);
			this.context = null;
			this.frame = null;
			this.packet = null;
			NativeHeap.trim();
		}
	}

}
