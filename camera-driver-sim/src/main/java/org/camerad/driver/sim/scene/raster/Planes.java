package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

import org.camerad.driver.picture.Area;
import org.camerad.driver.picture.Canvas;

/**
 * A picture as JPEG has it inside: full-range Y'CbCr (BT.601, as in JFIF) in three
 * planes, the two of colour at half the width and height. Drawing straight into these
 * saves turning colours round for each frame. A picture for the motion detector has only
 * the first plane. The arrays are the picture itself, not copies.
 */
public final class Planes {

	private static final byte NEUTRAL = (byte) 128;

	private final int width;

	private final int height;

	private final byte[] luma;

	private final byte[] cb;

	private final byte[] cr;

	private Planes(int width, int height, int chroma) {
		this.width = width;
		this.height = height;
		this.luma = new byte[width * height];
		this.cb = new byte[chroma];
		this.cr = new byte[chroma];
		Arrays.fill(this.cb, NEUTRAL);
		Arrays.fill(this.cr, NEUTRAL);
	}

	/** A black picture in colour. */
	public static Planes color(int width, int height) {
		return new Planes(width, height, ((width + 1) / 2) * ((height + 1) / 2));
	}

	/** A black picture without colour. */
	public static Planes gray(int width, int height) {
		return new Planes(width, height, 0);
	}

	/** A black picture of the same size and kind as this one. */
	public Planes blank() {
		return new Planes(this.width, this.height, this.cb.length);
	}

	/** The same picture, for who draws texts into it or makes a JPEG of it. */
	public Canvas canvas() {
		return new Canvas(this.width, this.height, this.luma, this.cb, this.cr);
	}

	public int width() {
		return this.width;
	}

	public int height() {
		return this.height;
	}

	public boolean hasColor() {
		return this.cb.length > 0;
	}

	public int chromaWidth() {
		return hasColor() ? (this.width + 1) / 2 : 0;
	}

	public int chromaHeight() {
		return hasColor() ? (this.height + 1) / 2 : 0;
	}

	/** The samples of brightness, row by row, 0 black to 255 white. */
	public byte[] luma() {
		return this.luma;
	}

	/** The samples of blueness, row by row, 128 neutral. */
	public byte[] cb() {
		return this.cb;
	}

	/** The samples of redness, row by row, 128 neutral. */
	public byte[] cr() {
		return this.cr;
	}

	/** The whole picture. */
	public Area area() {
		return new Area(0, 0, this.width, this.height);
	}

	/** Copies an area of a picture of the same size and kind to the same place here. */
	public void copy(Planes from, Area area) {
		rows(from.luma, this.luma, this.width, area);
		if (hasColor()) {
			rows(from.cb, this.cb, chromaWidth(), area.halved());
			rows(from.cr, this.cr, chromaWidth(), area.halved());
		}
	}

	private static void rows(byte[] from, byte[] to, int stride, Area area) {
		if (area.width() == stride) {
			System.arraycopy(from, area.y() * stride, to, area.y() * stride, area.height() * stride);
			return;
		}
		for (int y = area.y(); y < area.bottom(); y++) {
			System.arraycopy(from, y * stride + area.x(), to, y * stride + area.x(), area.width());
		}
	}

}
