package org.camerad.driver.sim.encode;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a video file, read through ffmpeg's libraries. Its memory lies outside
 * of the heap until {@link #close()}. Not thread-safe.
 */
public final class VideoReader implements Closeable {

	private static final int MAX_FRAMES = 1_000_000;

	private static final long MAX_PIXELS = 40_000_000;

	private static final double MAX_FRAME_RATE = 120;

	/**
	 * The greatest distance that decoding covers faster than a search for a key frame.
	 */
	public static final int MAX_FORWARD_FRAMES = 50;

	private static final long MATRIX_BYTES = 9 * 4;

	private final Path file;

	private final FrameConverter converter = new FrameConverter();

	private @Nullable AVFormatContext format;

	private @Nullable AVCodecContext decoder;

	private @Nullable AVFrame frame;

	private @Nullable AVPacket packet;

	private int stream;

	private double frameRate;

	private Orientation orientation = Orientation.UPRIGHT;

	/** Display time of each frame in the time base of the stream, sorted. */
	private long[] times = new long[0];

	private int lastNumber = -1;

	/** Display time of the frame that was decoded last. */
	private long decodedTime;

	private boolean drained;

	private VideoReader(Path file) {
		this.file = file;
	}

	/**
	 * Opens a file and reads through it once.
	 * @throws IOException if the file is not a supported video, or if ffmpeg's libraries
	 * are missing; the message names the file
	 */
	public static VideoReader open(Path file) throws IOException {
		if (!Files.isReadable(file)) {
			throw new IOException(file + ": cannot be read");
		}
		if (Encoders.installed() == Encoders.NONE) {
			throw new IOException(file + ": a video file needs ffmpeg's libraries: " + Encoders.problem()
				.orElse("the folder encoders/ beside the jar is missing, or has none for this platform"));
		}
		VideoReader reader = new VideoReader(file);
		try {
			reader.initialize();
			return reader;
		}
		catch (IOException | LinkageError ex) {
			reader.close();
			throw new IOException(file + ": not a supported video: " + Reason.of(ex), ex);
		}
		catch (RuntimeException | Error ex) {
			reader.close();
			throw ex;
		}
	}

	/** Opens another reader of the same file without reading through it again. */
	public VideoReader reopen() throws IOException {
		VideoReader reader = new VideoReader(this.file);
		try {
			reader.prepare();
			reader.times = this.times;
			reader.frameRate = this.frameRate;
			return reader;
		}
		catch (IOException ex) {
			reader.close();
			throw new IOException(this.file + ": " + Reason.of(ex), ex);
		}
	}

	/** Returns the number of pictures. */
	public int size() {
		return this.times.length;
	}

	/** Returns the number of pictures per second. */
	public double frameRate() {
		return this.frameRate;
	}

	/**
	 * Returns the distance from the last picture to the given one; more than
	 * {@link #MAX_FORWARD_FRAMES} if there is no last picture.
	 */
	public int framesAhead(int number) {
		return (this.lastNumber < 0) ? Integer.MAX_VALUE : number - this.lastNumber;
	}

	/**
	 * Returns a picture.
	 * @param spare is reused if its size fits
	 * @throws IOException if the picture cannot be decoded; the message names the file
	 */
	public YuvPicture picture(int number, @Nullable YuvPicture spare) throws IOException {
		try {
			return decode(number, spare);
		}
		catch (IOException ex) {
			this.lastNumber = -1;
			throw new IOException(this.file + ": picture " + number + ": " + Reason.of(ex), ex);
		}
	}

	private YuvPicture decode(int number, @Nullable YuvPicture spare) throws IOException {
		long time = this.times[number];
		if (framesAhead(number) < 1 || framesAhead(number) > MAX_FORWARD_FRAMES) {
			seek(time);
		}
		// A picture that cannot be decoded is missing; then the next one has arrived
		// already.
		while (this.decodedTime < time && next(time)) {
			this.decodedTime = timeOf(this.frame, time);
		}
		this.lastNumber = number;
		return this.orientation.apply(this.converter.convert(Ffmpeg.requireAllocated(this.frame), spare));
	}

	private void initialize() throws IOException {
		AVStream video = prepare();
		this.times = times();
		AVRational rate = avformat.av_guess_frame_rate(this.format, video, null);
		double declared = (rate.den() > 0) ? (double) rate.num() / rate.den() : 0;
		this.frameRate = (declared > 0 && declared <= MAX_FRAME_RATE) ? declared : 25;
		decode(0, null);
	}

	private AVStream prepare() throws IOException {
		Ffmpeg.load();
		this.packet = avcodec.av_packet_alloc();
		this.frame = avutil.av_frame_alloc();
		openFile();
		Ffmpeg.check("reading", avformat.avformat_find_stream_info(this.format, (AVDictionary) null));
		AVCodec codec = new AVCodec(null);
		this.stream = Ffmpeg.check("finding the video stream",
				avformat.av_find_best_stream(this.format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0));
		AVStream video = Ffmpeg.requireAllocated(this.format).streams(this.stream);
		openDecoder(video);
		this.orientation = orientation(video.codecpar());
		return video;
	}

	private void openFile() throws IOException {
		AVFormatContext context = new AVFormatContext(null);
		AVDictionary options = new AVDictionary(null);
		try {
			// A playlist must not open other protocols.
			avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
			Ffmpeg.check("opening", avformat.avformat_open_input(context, "file:" + this.file, null, options));
			this.format = context;
		}
		finally {
			avutil.av_dict_free(options);
		}
	}

	private void openDecoder(AVStream video) throws IOException {
		long pixels = (long) video.codecpar().width() * video.codecpar().height();
		if (pixels <= 0 || pixels > MAX_PIXELS) {
			throw new IOException("not a picture of 1 to " + MAX_PIXELS + " pixels");
		}
		AVCodec codec = Ffmpeg.requireAllocated(avcodec.avcodec_find_decoder(video.codecpar().codec_id()));
		AVCodecContext context = Ffmpeg.requireAllocated(avcodec.avcodec_alloc_context3(codec));
		this.decoder = context;
		Ffmpeg.check("decoder", avcodec.avcodec_parameters_to_context(context, video.codecpar()));
		context.pkt_timebase(video.time_base());
		context.thread_count(1);
		Ffmpeg.check("decoder", avcodec.avcodec_open2(context, codec, (AVDictionary) null));
	}

	/**
	 * Returns the orientation from the container. Phones store portrait video on its
	 * side.
	 */
	private static Orientation orientation(AVCodecParameters video) {
		AVPacketSideData found = avcodec.av_packet_side_data_get(video.coded_side_data(), video.nb_coded_side_data(),
				avcodec.AV_PKT_DATA_DISPLAYMATRIX);
		if (found == null || found.size() < MATRIX_BYTES) {
			return Orientation.UPRIGHT;
		}
		IntPointer matrix = new IntPointer(found.data());
		return Orientation.ofMatrix(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
	}

	private long[] times() throws IOException {
		long[] found = new long[1024];
		int count = 0;
		while (count < MAX_FRAMES && read()) {
			AVPacket read = Ffmpeg.requireAllocated(this.packet);
			// A discarded packet before a cut is needed only by other frames.
			if ((read.flags() & avcodec.AV_PKT_FLAG_DISCARD) == 0) {
				found = (count == found.length) ? Arrays.copyOf(found, 2 * count) : found;
				found[count++] = read.pts();
			}
			avcodec.av_packet_unref(read);
		}
		if (count == 0) {
			throw new IOException("it has no pictures");
		}
		found = Arrays.copyOf(found, count);
		Arrays.sort(found);
		if (found[0] == avutil.AV_NOPTS_VALUE) {
			throw new IOException("its pictures have no times; use a container such as mp4");
		}
		return found;
	}

	/** Reads the next packet of the video and returns whether there was one. */
	private boolean read() throws IOException {
		AVPacket next = Ffmpeg.requireAllocated(this.packet);
		while (avformat.av_read_frame(Ffmpeg.requireAllocated(this.format), next) >= 0) {
			if (next.stream_index() == this.stream) {
				return true;
			}
			avcodec.av_packet_unref(next);
		}
		return false;
	}

	private void seek(long time) throws IOException {
		Ffmpeg.check("seeking", avformat.av_seek_frame(Ffmpeg.requireAllocated(this.format), this.stream, time,
				avformat.AVSEEK_FLAG_BACKWARD));
		avcodec.avcodec_flush_buffers(Ffmpeg.requireAllocated(this.decoder));
		this.drained = false;
		this.decodedTime = Long.MIN_VALUE;
	}

	/**
	 * Decodes one picture on the way to the given time. Returns false at the end of the
	 * file.
	 */
	private boolean next(long time) throws IOException {
		AVCodecContext context = Ffmpeg.requireAllocated(this.decoder);
		AVFrame target = Ffmpeg.requireAllocated(this.frame);
		int result = avcodec.avcodec_receive_frame(context, target);
		while (result == avutil.AVERROR_EAGAIN() && !this.drained) {
			sendNextPacket(context, time);
			result = avcodec.avcodec_receive_frame(context, target);
		}
		if (result == avutil.AVERROR_EOF()) {
			return false;
		}
		Ffmpeg.check("decoding", result);
		return true;
	}

	private void sendNextPacket(AVCodecContext context, long time) throws IOException {
		if (!read()) {
			this.drained = true;
			avcodec.avcodec_send_packet(context, null);
			return;
		}
		// In H.264 no picture depends on non-reference pictures; other codecs do not
		// guarantee
		// it.
		boolean skips = context.codec_id() == avcodec.AV_CODEC_ID_H264
				&& Ffmpeg.requireAllocated(this.packet).pts() < time;
		context.skip_frame(skips ? avcodec.AVDISCARD_NONREF : avcodec.AVDISCARD_DEFAULT);
		// A broken packet in the middle of a video is skipped.
		avcodec.avcodec_send_packet(context, this.packet);
		avcodec.av_packet_unref(this.packet);
	}

	/**
	 * Returns the time of a frame. A frame without a time counts as the wanted one.
	 */
	private static long timeOf(@Nullable AVFrame frame, long defaultTime) throws IOException {
		long time = Ffmpeg.requireAllocated(frame).best_effort_timestamp();
		return (time != avutil.AV_NOPTS_VALUE) ? time : defaultTime;
	}

	@Override
	public void close() {
		this.converter.close();
		Ffmpeg.free(this.decoder, this.frame, this.packet);
		this.decoder = null;
		this.frame = null;
		this.packet = null;
		if (this.format != null) {
			avformat.avformat_close_input(this.format);
			this.format = null;
		}
	}

}
