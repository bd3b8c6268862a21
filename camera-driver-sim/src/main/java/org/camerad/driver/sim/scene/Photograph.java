package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;

import org.camerad.driver.picture.Area;
import org.camerad.driver.sim.scene.raster.Light;
import org.camerad.driver.sim.scene.raster.Look;
import org.camerad.driver.sim.scene.raster.Planes;
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
		Area from = photograph.area();
		Area to = picture.area();
		scale(photograph.luma(), picture.luma(), across.cells(to.width(), from.width()),
				down.cells(to.height(), from.height()));
		if (picture.hasColor()) {
			int[] columns = across.halved().cells(picture.chromaWidth(), photograph.chromaWidth());
			int[] rows = down.halved().cells(picture.chromaHeight(), photograph.chromaHeight());
			scale(photograph.cb(), picture.cb(), columns, rows);
			scale(photograph.cr(), picture.cr(), columns, rows);
		}
	}

	private static void scale(byte[] from, byte[] to, int[] columns, int[] rows) {
		int stride = columns[columns.length - 1];
		int width = (columns.length - 1) / 3;
		for (int y = 0; y < (rows.length - 1) / 3; y++) {
			int upper = rows[3 * y] * stride;
			int lower = rows[3 * y + 1] * stride;
			int share = rows[3 * y + 2];
			for (int x = 0; x < width; x++) {
				int left = columns[3 * x];
				int right = columns[3 * x + 1];
				int across = columns[3 * x + 2];
				int above = mix(from[upper + left] & 0xff, from[upper + right] & 0xff, across);
				int below = mix(from[lower + left] & 0xff, from[lower + right] & 0xff, across);
				to[y * width + x] = (byte) (mix(above, below, share) + 32768 >> 16);
			}
		}
	}

	private static int mix(int first, int second, int share) {
		return first * (256 - share) + second * share;
	}

	/** Where pixels of the picture lie in the photograph, whose sides are 0 and 1. */
	private record Axis(double start, double step) {

		Axis halved() {
			return new Axis(this.start, this.step * 2);
		}

		/** For each pixel two samples and the share of the second; at last the stride. */
		int[] cells(int pixels, int samples) {
			int[] cells = new int[3 * pixels + 1];
			for (int i = 0; i < pixels; i++) {
				double at = (this.start + (i + 0.5) * this.step) * samples - 0.5;
				int cell = (int) Math.floor(at);
				int share = (int) Math.rint((at - cell) * 256);
				cells[3 * i] = mirrored(cell, samples);
				cells[3 * i + 1] = mirrored(cell + 1, samples);
				cells[3 * i + 2] = share;
			}
			cells[3 * pixels] = samples;
			return cells;
		}

		private static int mirrored(int cell, int samples) {
			int place = Math.floorMod(cell, 2 * samples);
			return (place < samples) ? place : 2 * samples - 1 - place;
		}

	}

}
