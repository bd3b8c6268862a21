package org.camerad.driver.sim.encode;

import java.io.Closeable;
import java.io.IOException;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Look;
import org.jspecify.annotations.Nullable;

/** Turns whatever a decoder gives into pictures as the simulator has them. */
final class FrameConverter implements Closeable {

	private @Nullable SwsContext context;

	private @Nullable AVFrame full;

	/** Its last odd row and column are left out. */
	Planes convert(AVFrame frame) throws IOException {
		int width = frame.width() & ~1;
		int height = frame.height() & ~1;
		if (width < 2 || height < 2) {
			throw new IOException("there is no picture");
		}
		AVFrame target = target(width, height);
		this.context = swscale.sws_getCachedContext(this.context, frame.width(), frame.height(), frame.format(), width,
				height, avutil.AV_PIX_FMT_YUVJ420P, swscale.SWS_BILINEAR, null, null, (DoublePointer) null);
		range(frame);
		Ffmpeg.check("converting", swscale.sws_scale(Ffmpeg.present(this.context), frame.data(), frame.linesize(), 0,
				frame.height(), target.data(), target.linesize()));
		Planes planes = Planes.color(width, height);
		copy(target, 0, planes.luma(), width);
		copy(target, 1, planes.cb(), width / 2);
		copy(target, 2, planes.cr(), width / 2);
		for (int at = 0; at < planes.luma().length; at++) {
			planes.luma()[at] = (byte) Look.visible(planes.luma()[at] & 0xff);
		}
		return planes;
	}

	/** Black is 0 here; what it is there, only the frame knows. */
	private void range(AVFrame frame) throws IOException {
		IntPointer colors = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
		int full = (frame.color_range() == avutil.AVCOL_RANGE_JPEG || frame.format() == avutil.AV_PIX_FMT_YUVJ420P
				|| frame.format() == avutil.AV_PIX_FMT_YUVJ422P || frame.format() == avutil.AV_PIX_FMT_YUVJ444P) ? 1
						: 0;
		swscale.sws_setColorspaceDetails(Ffmpeg.present(this.context), colors, full, colors, 1, 0, 1 << 16, 1 << 16);
	}

	private AVFrame target(int width, int height) throws IOException {
		AVFrame present = this.full;
		if (present == null || present.width() != width || present.height() != height) {
			free();
			present = Ffmpeg.present(avutil.av_frame_alloc());
			this.full = present;
			present.format(avutil.AV_PIX_FMT_YUVJ420P);
			present.width(width);
			present.height(height);
			Ffmpeg.check("memory", avutil.av_frame_get_buffer(present, 0));
		}
		return present;
	}

	private static void copy(AVFrame from, int plane, byte[] to, int width) {
		BytePointer samples = from.data(plane);
		int stride = from.linesize(plane);
		for (int row = 0; row * width < to.length; row++) {
			samples.position((long) row * stride).get(to, row * width, width);
		}
	}

	private void free() {
		if (this.full != null) {
			avutil.av_frame_free(this.full);
			this.full = null;
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
