package org.camerad.driver.sim.scene.raster;

import java.util.List;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;

/**
 * The outline of an object, as a small grey picture of its box: white where the object
 * is. Not thread-safe.
 */
public final class Silhouette {

	/** The width and height in pixels, whatever the shape of the box. */
	private static final int SIDE = 48;

	private static final Lighting LIGHT = new Lighting(Lighting.DAY);

	private static final int WHITE = 0xffffff;

	private static final int BLACK = 0;

	private final Viewport raster;

	private final YuvPicture picture = YuvPicture.gray(SIDE, SIDE);

	private final int whole;

	/**
	 * Draws an object.
	 * @param box its bounds
	 */
	public Silhouette(Box box, List<Shape> shapes) {
		double columns = SIDE / Math.max(1e-6, box.right() - box.left());
		double rows = SIDE / Math.max(1e-6, box.top() - box.bottom());
		this.raster = new Viewport((int) Math.rint(box.left() * columns * Viewport.PARTS_PER_PIXEL),
				(int) Math.rint(-box.top() * rows * Viewport.PARTS_PER_PIXEL), columns, rows, SIDE, SIDE);
		draw(shapes, WHITE);
		this.whole = Math.max(1, count());
	}

	/** Removes the parts that other shapes hide. */
	public void hideBehind(List<Shape> shapes) {
		draw(shapes, BLACK);
	}

	private void draw(List<Shape> shapes, int rgb) {
		Painter painter = new Painter(this.picture, this.raster, LIGHT);
		shapes.forEach((shape) -> painter
			.draw(new Shape(shape.azimuths(), shape.elevations(), Shape.Paint.of(rgb), shape.box())));
	}

	/** Removes the parts that a viewport does not show in an area. */
	public void cut(Viewport viewport, Area shown) {
		double turn = viewport.turn(this.raster.azimuth(SIDE / 2.0));
		for (int row = 0; row < SIDE; row++) {
			double y = (double) viewport.y(this.raster.elevation(row + 0.5)) / Viewport.PARTS_PER_PIXEL;
			for (int column = 0; column < SIDE; column++) {
				double x = (double) viewport.x(this.raster.azimuth(column + 0.5) + turn) / Viewport.PARTS_PER_PIXEL;
				if (x < shown.x() || x >= shown.right() || y < shown.y() || y >= shown.bottom()) {
					this.picture.luma()[row * SIDE + column] = 0;
				}
			}
		}
	}

	/** Returns the share of the object that is left, 0 to 1. */
	public double share() {
		return (double) count() / this.whole;
	}

	private int count() {
		int count = 0;
		for (byte luma : this.picture.luma()) {
			count += ((luma & 0xff) > 127) ? 1 : 0;
		}
		return count;
	}

}
