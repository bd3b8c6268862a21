package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;
import java.util.Arrays;

import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Light;
import org.camerad.driver.sim.scene.raster.Look;
import org.camerad.driver.sim.scene.raster.Window;

/**
 * Shows a real picture as the world. It fills the widest view of a camera that looks
 * straight ahead, so that there each of its pixels is one of the camera's when the sizes
 * agree; around it its mirror images go on.
 */
final class Photograph {

	private Photograph() {
	}

	/** The samples of a decoded picture; the last odd row and column are left out. */
	static Planes of(BufferedImage image) {
		int width = Math.max(2, image.getWidth() & ~1);
		int height = Math.max(2, image.getHeight() & ~1);
		Planes planes = Planes.color(width, height);
		int[] row = new int[width];
		int[][] sums = new int[2][width / 2];
		for (int y = 0; y < height; y++) {
			read(image, y, row);
			for (int x = 0; x < width; x++) {
				planes.luma()[y * width + x] = (byte) Look.visible(Light.luma(row[x]));
				sums[0][x / 2] += Light.cb(row[x]);
				sums[1][x / 2] += Light.cr(row[x]);
			}
			if (y % 2 == 1) {
				flush(sums[0], planes.cb(), y / 2 * (width / 2));
				flush(sums[1], planes.cr(), y / 2 * (width / 2));
			}
		}
		return planes;
	}

	private static void read(BufferedImage image, int y, int[] row) {
		int available = Math.min(row.length, image.getWidth());
		image.getRGB(0, Math.min(y, image.getHeight() - 1), available, 1, row, 0, row.length);
		for (int x = available; x < row.length; x++) {
			row[x] = row[available - 1];
		}
	}

	private static void flush(int[] sums, byte[] plane, int start) {
		for (int x = 0; x < sums.length; x++) {
			plane[start + x] = (byte) (sums[x] + 2 >> 2);
			sums[x] = 0;
		}
	}

	/** Puts the part of the photograph that a window sees into a picture. */
	static void show(Planes photograph, Planes picture, Window window) {
		// The widest view's height in degrees: the window's own shape, whatever its zoom.
		double degreesHigh = Window.WIDEST * (picture.height() / window.rowsPerDegree())
				/ (picture.width() / window.columnsPerDegree());
		Axis across = new Axis((window.left() + Window.WIDEST / 2) / Window.WIDEST,
				1 / (window.columnsPerDegree() * Window.WIDEST));
		Axis down = new Axis((degreesHigh / 2 - window.top()) / degreesHigh,
				1 / (window.rowsPerDegree() * degreesHigh));
		scale(new Plane(photograph.luma(), photograph.width(), photograph.height()),
				new Plane(picture.luma(), picture.width(), picture.height()), across, down);
		if (picture.hasColor()) {
			Plane cb = new Plane(photograph.cb(), photograph.chromaWidth(), photograph.chromaHeight());
			Plane cr = new Plane(photograph.cr(), photograph.chromaWidth(), photograph.chromaHeight());
			int width = picture.chromaWidth();
			int height = picture.chromaHeight();
			scale(cb, new Plane(picture.cb(), width, height), across.halved(), down.halved());
			scale(cr, new Plane(picture.cr(), width, height), across.halved(), down.halved());
		}
	}

	private record Plane(byte[] samples, int width, int height) {
	}

	private static void scale(Plane from, Plane to, Axis across, Axis down) {
		Cells columns = across.cells(to.width, from.width);
		Cells rows = down.cells(to.height, from.height);
		// One more, of which nothing is taken.
		int[] mixed = new int[from.width + 1];
		for (int y = 0; y < to.height; y++) {
			int upper = rows.first[y] * from.width;
			if (columns.exact && rows.exact) {
				pick(from.samples, upper, columns.first, to.samples, y * to.width);
				continue;
			}
			int lower = Math.min(rows.first[y] + 1, from.height - 1) * from.width;
			for (int x = columns.least; x <= columns.most; x++) {
				int sample = from.samples[upper + x] & 0xff;
				mixed[x] = (sample << 8) + ((from.samples[lower + x] & 0xff) - sample) * rows.share[y];
			}
			mix(mixed, columns, to.samples, y * to.width);
		}
	}

	private static void pick(byte[] from, int row, int[] columns, byte[] to, int start) {
		for (int x = 0; x < columns.length; x++) {
			to[start + x] = from[row + columns[x]];
		}
	}

	private static void mix(int[] row, Cells columns, byte[] to, int start) {
		int[] first = columns.first;
		int[] share = columns.share;
		for (int x = 0; x < first.length; x++) {
			int sample = row[first[x]];
			to[start + x] = (byte) ((sample << 8) + (row[first[x] + 1] - sample) * share[x] + 32768 >> 16);
		}
	}

	/** Where pixels of the picture lie in the photograph, whose sides are 0 and 1. */
	private record Axis(double start, double step) {

		private static final double SAME = 1e-9;

		Axis halved() {
			return new Axis(this.start, this.step * 2);
		}

		/** Of pixels as large as samples each is one sample. */
		Cells cells(int pixels, int samples) {
			boolean exact = Math.abs(this.step * samples - 1) < SAME;
			int[] first = new int[pixels];
			int[] share = new int[pixels];
			for (int i = 0; i < pixels; i++) {
				double at = (this.start + (i + 0.5) * this.step) * samples - 0.5;
				int cell = (int) (exact ? Math.rint(at) : Math.floor(at));
				int place = mirrored(cell, samples);
				int next = mirrored(cell + 1, samples);
				first[i] = exact ? place : Math.min(place, next);
				if (!exact && place != next) {
					int second = (int) Math.rint((at - cell) * 256);
					share[i] = (place < next) ? second : 256 - second;
				}
			}
			int most = Math.min(Arrays.stream(first).max().orElse(0) + 1, samples - 1);
			return new Cells(first, share, exact, Arrays.stream(first).min().orElse(0), most);
		}

		private static int mirrored(int cell, int samples) {
			int place = Math.floorMod(cell, 2 * samples);
			return (place < samples) ? place : 2 * samples - 1 - place;
		}

	}

	/**
	 * For each pixel the first of two samples side by side, and the share of the second
	 * in 256ths; exact when that is none. All are from the least to the most.
	 */
	private record Cells(int[] first, int[] share, boolean exact, int least, int most) {
	}

}
