package org.camerad.driver.sim.encode;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.ImageAdjustments;
import org.jspecify.annotations.Nullable;

/**
 * Converts decoded frames to the simulator's pictures. Frames with the same chroma layout
 * and colour matrix only get their range expanded while they are copied. ffmpeg's
 * converter handles all others.
 */
final class FrameConverter implements Closeable {

	private static final int NEUTRAL = 128;

	private @Nullable SwsContext context;

	private @Nullable AVFrame converted;

	private final Tables narrow = new Tables(16, 219, 224);

	private final Tables full = new Tables(0, 255, 255);

	private byte[] row = new byte[0];

	/** Lookup tables for samples of brightness and of colour. */
	private record Tables(byte[] luma, byte[] chroma) {

		Tables(int black, int lumaRange, int chromaRange) {
			this(new byte[256], new byte[256]);
			for (int i = 0; i < this.luma.length; i++) {
				int luma = Math.round((i - black) * 255f / lumaRange);
				int chroma = NEUTRAL + Math.round((i - NEUTRAL) * 255f / chromaRange);
				this.luma[i] = (byte) ImageAdjustments.clampLuma(luma);
				this.chroma[i] = (byte) Math.max(0, Math.min(255, chroma));
			}
		}

	}

	/**
	 * Returns the picture of a frame without its last odd row and column.
	 * @param spare is reused for the picture if its size fits
	 */
	YuvPicture convert(AVFrame frame, @Nullable YuvPicture spare) throws IOException {
		int width = frame.width() & ~1;
		int height = frame.height() & ~1;
		if (width < 2 || height < 2) {
			throw new IOException("the picture is empty");
		}
		boolean fits = spare != null && spare.width() == width && spare.height() == height;
		YuvPicture planes = fits ? spare : YuvPicture.color(width, height);
		boolean sameFormat = hasTargetFormat(frame);
		AVFrame source = sameFormat ? frame : toTargetFormat(frame);
		Tables tables = (sameFormat && !isFullRange(frame)) ? this.narrow : this.full;
		this.row = (this.row.length < width) ? new byte[width] : this.row;
		copy(source, 0, planes.luma(), width, tables.luma);
		copy(source, 1, planes.cb(), width / 2, tables.chroma);
		copy(source, 2, planes.cr(), width / 2, tables.chroma);
		return planes;
	}

	/** Returns whether the frame has 4:2:0 chroma, BT.601 colours and eight bits. */
	private static boolean hasTargetFormat(AVFrame frame) {
		boolean halved = frame.format() == avutil.AV_PIX_FMT_YUV420P || frame.format() == avutil.AV_PIX_FMT_YUVJ420P;
		return halved && Arrays.equals(coefficients(frame.colorspace()), coefficients(swscale.SWS_CS_DEFAULT));
	}

	private static int[] coefficients(int colors) {
		int[] coefficients = new int[4];
		swscale.sws_getCoefficients(colors).get(coefficients);
		return coefficients;
	}

	/** Returns whether black is 0. Only the frame says so, not the stream. */
	private static boolean isFullRange(AVFrame frame) {
		return frame.color_range() == avutil.AVCOL_RANGE_JPEG || frame.format() == avutil.AV_PIX_FMT_YUVJ420P
				|| frame.format() == avutil.AV_PIX_FMT_YUVJ422P || frame.format() == avutil.AV_PIX_FMT_YUVJ444P;
	}

	/** Converts a frame to the colours and chroma layout of JPEG. */
	private AVFrame toTargetFormat(AVFrame frame) throws IOException {
		AVFrame target = target(frame.width(), frame.height());
		this.context = swscale.sws_getCachedContext(this.context, frame.width(), frame.height(), frame.format(),
				frame.width(), frame.height(), avutil.AV_PIX_FMT_YUVJ420P, swscale.SWS_BILINEAR, null, null,
				(DoublePointer) null);
		IntPointer colors = swscale.sws_getCoefficients(frame.colorspace());
		IntPointer ours = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
		swscale.sws_setColorspaceDetails(Ffmpeg.requireAllocated(this.context), colors, isFullRange(frame) ? 1 : 0,
				ours, 1, 0, 1 << 16, 1 << 16);
		Ffmpeg.check("converting", swscale.sws_scale(Ffmpeg.requireAllocated(this.context), frame.data(),
				frame.linesize(), 0, frame.height(), target.data(), target.linesize()));
		return target;
	}

	private AVFrame target(int width, int height) throws IOException {
		AVFrame current = this.converted;
		if (current == null || current.width() != width || current.height() != height) {
			free();
			current = Ffmpeg.requireAllocated(avutil.av_frame_alloc());
			this.converted = current;
			current.format(avutil.AV_PIX_FMT_YUVJ420P);
			current.width(width);
			current.height(height);
			Ffmpeg.check("allocating a picture buffer", avutil.av_frame_get_buffer(current, 0));
		}
		return current;
	}

	private void copy(AVFrame from, int plane, byte[] to, int width, byte[] table) {
		BytePointer samples = from.data(plane);
		int stride = from.linesize(plane);
		for (int start = 0, row = 0; start < to.length; start += width, row++) {
			samples.position((long) row * stride).get(this.row, 0, width);
			mapSamples(this.row, table, to, start, width);
		}
	}

	private static void mapSamples(byte[] row, byte[] table, byte[] to, int start, int width) {
		for (int x = 0; x < width; x++) {
			to[start + x] = table[row[x] & 0xff];
		}
	}

	private void free() {
		if (this.converted != null) {
			avutil.av_frame_free(this.converted);
			this.converted = null;
		}
	}

	@Override
	public void close() {
		free();
		if (this.context != null) {
			swscale.sws_freeContext(this.context);
			this.context = null;
		}
	}

}
