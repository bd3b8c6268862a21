package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * Applies image adjustments to pictures, as lens and sensor do. Processing an area by
 * itself gives the same result as processing the whole picture. Not thread-safe.
 */
public final class ImagePipeline {

	private static final int NEUTRAL = 128;

	private final ImageAdjustments adjustments;

	private final PlaneFilter luma;

	private final PlaneFilter chroma;

	private byte[] work = new byte[0];

	private byte[] soft = new byte[0];

	public ImagePipeline(ImageAdjustments adjustments) {
		this.adjustments = adjustments;
		byte[] table = adjustments.lumaTable();
		int strength = adjustments.image().sharpness() - NEUTRAL;
		this.luma = new PlaneFilter(adjustments.blur(), (strength != 0) ? new Sharpener(strength, table) : null, table);
		this.chroma = new PlaneFilter((adjustments.blur() + 1) / 2, null, adjustments.chromaTable());
	}

	public ImageAdjustments adjustments() {
		return this.adjustments;
	}

	/**
	 * Processes an area, whose edges must be even, into the same place of another
	 * picture.
	 */
	public void process(YuvPicture from, YuvPicture to, Area area) {
		if (area.isEmpty()) {
			return;
		}
		Area all = from.area();
		plane(from.luma(), to.luma(), all, area, this.luma);
		if (!from.hasColor()) {
			return;
		}
		plane(from.cb(), to.cb(), all.halved(), area.halved(), this.chroma);
		plane(from.cr(), to.cr(), all.halved(), area.halved(), this.chroma);
	}

	/** The filters of one plane. Without a sharpener, sharpness does not change. */
	private record PlaneFilter(int blur, @Nullable Sharpener sharpener, byte[] table) {
	}

	private void plane(byte[] from, byte[] to, Area all, Area area, PlaneFilter stage) {
		if (stage.blur == 0) {
			finish(from, all, area, to, area.y() * all.width() + area.x(), all.width(), stage);
			return;
		}
		Area wide = area.grown(2 * stage.blur + 2, all);
		reserve(wide.width() * wide.height());
		for (int y = 0; y < wide.height(); y++) {
			System.arraycopy(from, (wide.y() + y) * all.width() + wide.x(), this.work, y * wide.width(), wide.width());
		}
		BoxBlur kernels = new BoxBlur(wide.width(), wide.height());
		for (int pass = 0; pass < 2; pass++) {
			kernels.across(this.work, this.soft, stage.blur);
			kernels.down(this.soft, this.work, stage.blur);
		}
		Area inner = new Area(area.x() - wide.x(), area.y() - wide.y(), area.right() - wide.x(),
				area.bottom() - wide.y());
		Area whole = new Area(0, 0, wide.width(), wide.height());
		finish(this.work, whole, inner, to, area.y() * all.width() + area.x(), all.width(), stage);
	}

	private static void finish(byte[] from, Area all, Area part, byte[] to, int start, int stride, PlaneFilter stage) {
		if (stage.sharpener != null) {
			stage.sharpener.sharpen(from, all, part, to, start, stride);
			return;
		}
		for (int y = 0; y < part.height(); y++) {
			mapSamples(from, (part.y() + y) * all.width() + part.x(), to, start + y * stride, part.width(),
					stage.table);
		}
	}

	private void reserve(int size) {
		if (this.work.length < size) {
			// Both or none, since the heap may be too small for the second one.
			byte[] larger = new byte[size];
			this.soft = new byte[size];
			this.work = larger;
		}
	}

	private static void mapSamples(byte[] from, int read, byte[] to, int write, int width, byte[] table) {
		for (int x = 0; x < width; x++) {
			to[write + x] = table[from[read + x] & 0xff];
		}
	}

}
