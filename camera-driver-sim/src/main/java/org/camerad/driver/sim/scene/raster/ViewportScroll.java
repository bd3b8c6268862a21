package org.camerad.driver.sim.scene.raster;

import java.util.List;
import java.util.stream.Stream;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;

/**
 * A shift between two viewports that mostly show the same pixels of the world, which can
 * be moved instead of painted again.
 *
 * @param from viewport of the existing picture
 * @param to viewport of the new picture
 */
public record ViewportScroll(Viewport from, Viewport to) {

	/**
	 * Returns whether the pixels of both coincide and at least half of each side is
	 * common.
	 */
	public boolean isPossible() {
		return this.from.columnsPerDegree() == this.to.columnsPerDegree()
				&& this.from.rowsPerDegree() == this.to.rowsPerDegree() && this.from.width() == this.to.width()
				&& this.from.height() == this.to.height()
				&& isWhole(this.to.left() - this.from.left(), this.to.width() / 2)
				&& isWhole(this.to.top() - this.from.top(), this.to.height() / 2);
	}

	private static boolean isWhole(int parts, int most) {
		return parts % Viewport.PARTS_PER_PIXEL == 0 && Math.abs(parts / Viewport.PARTS_PER_PIXEL) <= most;
	}

	/** Moves a picture. Two of its edges are invalid afterwards. */
	public void move(YuvPicture picture) {
		move(picture.luma(), picture.width(), this.from, this.to);
		if (picture.hasColor()) {
			move(picture.cb(), picture.chromaWidth(), this.from.halved(), this.to.halved());
			move(picture.cr(), picture.chromaWidth(), this.from.halved(), this.to.halved());
		}
	}

	private static void move(byte[] plane, int width, Viewport from, Viewport to) {
		int by = (to.top() - from.top()) / Viewport.PARTS_PER_PIXEL * width
				+ (to.left() - from.left()) / Viewport.PARTS_PER_PIXEL;
		System.arraycopy(plane, Math.max(0, by), plane, Math.max(0, -by), plane.length - Math.abs(by));
	}

	/**
	 * Returns the parts of a moved picture that must be painted again. Their even edges
	 * include colour samples that an odd step has made half invalid.
	 * @param reach the distance at which a pixel can influence another one
	 */
	public List<Area> stale(int reach) {
		int right = (this.to.left() - this.from.left()) / Viewport.PARTS_PER_PIXEL;
		int down = (this.to.top() - this.from.top()) / Viewport.PARTS_PER_PIXEL;
		int width = this.to.width();
		int height = this.to.height();
		Area all = new Area(0, 0, width, height);
		return Stream
			.of(new Area(0, 0, edge(-right, reach), height), new Area(width - edge(right, reach), 0, width, height),
					new Area(0, 0, width, edge(-down, reach)), new Area(0, height - edge(down, reach), width, height))
			.map((area) -> area.even().within(all))
			.filter((area) -> !area.isEmpty())
			.toList();
	}

	/**
	 * Returns the invalid rows or columns at an edge. Pixels at a new edge lack their
	 * neighbours.
	 */
	private static int edge(int step, int reach) {
		return (step > 0) ? step + reach : (step < 0) ? reach : 0;
	}

}
