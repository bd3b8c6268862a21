package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.picture.Area;
import org.camerad.driver.picture.Planes;

/**
 * Develops pictures: turns what the world looks like into what the sensor, with its
 * settings, gives. An area developed by itself is the same as the area of a picture
 * developed whole. One thread at a time.
 */
public final class Darkroom {

	private static final int NEUTRAL = 128;

	private final Look look;

	private final byte[] lumaTable;

	private final byte[] chromaTable;

	private byte[] work = new byte[0];

	private byte[] soft = new byte[0];

	public Darkroom(Look look) {
		this.look = look;
		this.lumaTable = look.lumaTable();
		this.chromaTable = look.chromaTable();
	}

	public Look look() {
		return this.look;
	}

	/** Develops an area, with even edges, into the same place of another picture. */
	public void develop(Planes from, Planes to, Area area) {
		if (area.isEmpty()) {
			return;
		}
		Area all = from.area();
		plane(from.luma(), to.luma(), all, area,
				new Stage(this.look.blur(), this.look.image().sharpness(), this.lumaTable));
		if (!from.hasColor()) {
			return;
		}
		Stage chroma = new Stage((this.look.blur() + 1) / 2, NEUTRAL, this.chromaTable);
		plane(from.cb(), to.cb(), all.halved(), area.halved(), chroma);
		plane(from.cr(), to.cr(), all.halved(), area.halved(), chroma);
	}

	private record Stage(int blur, int sharpness, byte[] table) {
	}

	private void plane(byte[] from, byte[] to, Area all, Area area, Stage stage) {
		if (stage.blur == 0 && stage.sharpness == NEUTRAL) {
			look(from, all.width(), area, to, all.width(), area, stage.table);
			return;
		}
		Area wide = area.grown(2 * stage.blur + 2, all);
		reserve(wide.width() * wide.height());
		for (int y = 0; y < wide.height(); y++) {
			System.arraycopy(from, (wide.y() + y) * all.width() + wide.x(), this.work, y * wide.width(), wide.width());
		}
		Kernels kernels = new Kernels(wide.width(), wide.height());
		for (int pass = 0; pass < 2 && stage.blur > 0; pass++) {
			kernels.across(this.work, this.soft, stage.blur);
			kernels.down(this.soft, this.work, stage.blur);
		}
		if (stage.sharpness != NEUTRAL) {
			kernels.sharpen(this.work, this.soft, stage.sharpness - NEUTRAL);
			swap();
		}
		Area inner = new Area(area.x() - wide.x(), area.y() - wide.y(), area.right() - wide.x(),
				area.bottom() - wide.y());
		look(this.work, wide.width(), inner, to, all.width(), area, stage.table);
	}

	private void reserve(int size) {
		if (this.work.length < size) {
			this.work = new byte[size];
			this.soft = new byte[size];
		}
	}

	private void swap() {
		byte[] former = this.work;
		this.work = this.soft;
		this.soft = former;
	}

	private static void look(byte[] from, int fromStride, Area source, byte[] to, int toStride, Area target,
			byte[] table) {
		for (int y = 0; y < target.height(); y++) {
			int read = (source.y() + y) * fromStride + source.x();
			int write = (target.y() + y) * toStride + target.x();
			for (int x = 0; x < target.width(); x++) {
				to[write + x] = table[from[read + x] & 0xff];
			}
		}
	}

}
