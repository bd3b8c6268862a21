package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.camerad.driver.sim.scene.raster.ImageAdjustments;
import org.camerad.driver.sim.scene.raster.Viewport;

/**
 * Projects a recorded picture onto the world. It fills the widest view straight ahead: if
 * the sizes agree, each of its pixels is one pixel of the camera. Mirror images surround
 * it.
 */
final class PhotoProjection {

	private PhotoProjection() {
	}

	/**
	 * Returns the samples of a decoded picture without its last odd row and column.
	 */
	static YuvPicture of(BufferedImage image) {
		int width = Math.max(2, image.getWidth() & ~1);
		int height = Math.max(2, image.getHeight() & ~1);
		YuvPicture planes = YuvPicture.color(width, height);
		int[] row = new int[width];
		int[][] sums = new int[2][width / 2];
		for (int y = 0; y < height; y++) {
			read(image, y, row);
			for (int x = 0; x < width; x++) {
				planes.luma()[y * width + x] = (byte) ImageAdjustments.clampLuma(Lighting.luma(row[x]));
				sums[0][x / 2] += Lighting.cb(row[x]);
				sums[1][x / 2] += Lighting.cr(row[x]);
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

	/**
	 * Draws the part of the picture in a viewport into a part of another picture.
	 */
	static void show(YuvPicture photo, YuvPicture picture, Viewport viewport, Area part) {
		// The height of the widest view in degrees follows the shape of the viewport, not
		// its
		// zoom.
		double high = Viewport.MAX_FIELD_DEGREES * (viewport.height() / viewport.rowsPerDegree())
				/ (viewport.width() / viewport.columnsPerDegree());
		scale(new Plane(photo.luma(), photo.width(), photo.height()), picture.luma(), viewport, high, part);
		if (picture.hasColor()) {
			int width = photo.chromaWidth();
			int height = photo.chromaHeight();
			Viewport halved = viewport.halved();
			scale(new Plane(photo.cb(), width, height), picture.cb(), halved, high, part.halved());
			scale(new Plane(photo.cr(), width, height), picture.cr(), halved, high, part.halved());
		}
	}

	private record Plane(byte[] samples, int width, int height) {
	}

	private static void scale(Plane from, byte[] to, Viewport viewport, double high, Area part) {
		SampleMap columns = SampleMap.of((x) -> 0.5 + viewport.azimuth(x) / Viewport.MAX_FIELD_DEGREES, part.x(),
				part.right(), from.width);
		SampleMap rows = SampleMap.of((y) -> 0.5 - viewport.elevation(y) / high, part.y(), part.bottom(), from.height);
		// One more sample, with a share of 0.
		int[] mixed = new int[from.width + 1];
		for (int y = 0; y < part.height(); y++) {
			int start = (part.y() + y) * viewport.width() + part.x();
			int upper = rows.first[y] * from.width;
			if (columns.exact && rows.exact) {
				pick(from.samples, upper, columns, to, start);
				continue;
			}
			int lower = Math.min(rows.first[y] + 1, from.height - 1) * from.width;
			for (int x = columns.firstColumn; x <= columns.lastColumn; x++) {
				int sample = from.samples[upper + x] & 0xff;
				mixed[x] = (sample << 8) + ((from.samples[lower + x] & 0xff) - sample) * rows.share[y];
			}
			mix(mixed, columns, to, start);
		}
	}

	private static void pick(byte[] from, int row, SampleMap columns, byte[] to, int start) {
		int[] first = columns.first;
		if (columns.isRow()) {
			System.arraycopy(from, row + first[0], to, start, first.length);
			return;
		}
		for (int x = 0; x < first.length; x++) {
			to[start + x] = from[row + first[x]];
		}
	}

	private static void mix(int[] row, SampleMap columns, byte[] to, int start) {
		int[] first = columns.first;
		int[] share = columns.share;
		for (int x = 0; x < first.length; x++) {
			int sample = row[first[x]];
			to[start + x] = (byte) ((sample << 8) + (row[first[x] + 1] - sample) * share[x] + 32768 >> 16);
		}
	}

	/**
	 * For each pixel, the first of two adjacent samples and the share of the second in
	 * 256ths; exact if all shares are 0. All samples lie between the first and the last
	 * column.
	 */
	private record SampleMap(int[] first, int[] share, boolean exact, int firstColumn, int lastColumn) {

		private static final double SAME = 1e-9;

		/**
		 * Returns the samples of some pixels. Pixels as large as samples get one sample
		 * each.
		 * @param place maps a distance in pixels from the picture's edge to a place in
		 * the photo, whose side is from 0 to 1
		 */
		static SampleMap of(DoubleUnaryOperator place, int from, int to, int samples) {
			double step = place.applyAsDouble(1) - place.applyAsDouble(0);
			boolean exact = Math.abs(step * samples - 1) < SAME;
			int[] first = new int[to - from];
			int[] share = new int[to - from];
			for (int i = 0; i < first.length; i++) {
				double at = place.applyAsDouble(from + i + 0.5) * samples - 0.5;
				int cell = (int) (exact ? Math.rint(at) : Math.floor(at));
				int near = mirrored(cell, samples);
				int next = mirrored(cell + 1, samples);
				first[i] = exact ? near : Math.min(near, next);
				if (!exact && near != next) {
					int second = (int) Math.rint((at - cell) * 256);
					share[i] = (near < next) ? second : 256 - second;
				}
			}
			int lastColumn = Math.min(Arrays.stream(first).max().orElse(0) + 1, samples - 1);
			return new SampleMap(first, share, exact, Arrays.stream(first).min().orElse(0), lastColumn);
		}

		private static int mirrored(int cell, int samples) {
			int place = Math.floorMod(cell, 2 * samples);
			return (place < samples) ? place : 2 * samples - 1 - place;
		}

		/** Returns whether the first samples are adjacent. */
		boolean isRow() {
			return this.first[this.first.length - 1] - this.first[0] == this.first.length - 1;
		}

	}

}
