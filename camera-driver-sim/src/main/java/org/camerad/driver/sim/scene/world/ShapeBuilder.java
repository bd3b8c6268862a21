package org.camerad.driver.sim.scene.world;

import java.util.ArrayList;
import java.util.List;

import org.camerad.driver.support.osd.Font;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.raster.Shape.Hours;
import org.camerad.driver.sim.scene.raster.Shape.Paint;

/**
 * A collector of shapes, from back to front. Places are degrees of azimuth and elevation.
 * The origin of {@link #at} is the centre of scaling and mirroring.
 */
final class ShapeBuilder {

	/** Corners of an ellipse; a small one has half as many. */
	private static final int ROUND = 28;

	private static final double SMALL = 0.25;

	private final List<Shape> shapes;

	private final double x;

	private final double y;

	private final double scaleX;

	private final double scaleY;

	ShapeBuilder() {
		this(new ArrayList<>(), 0, 0, new double[] { 1, 1 });
	}

	private ShapeBuilder(List<Shape> shapes, double x, double y, double[] scale) {
		this.shapes = shapes;
		this.x = x;
		this.y = y;
		this.scaleX = scale[0];
		this.scaleY = scale[1];
	}

	/** Returns a builder into the same list with its own origin and size. */
	ShapeBuilder at(double originX, double originY, double size) {
		return new ShapeBuilder(this.shapes, this.x + originX * this.scaleX, this.y + originY * this.scaleY,
				new double[] { this.scaleX * size, this.scaleY * size });
	}

	/** Returns the same builder, mirrored horizontally if the side is -1. */
	ShapeBuilder facing(int side) {
		return new ShapeBuilder(this.shapes, this.x, this.y, new double[] { this.scaleX * side, this.scaleY });
	}

	List<Shape> shapes() {
		return List.copyOf(this.shapes);
	}

	/**
	 * Adds a polygon.
	 * @param corners x and y of each corner in turn
	 */
	ShapeBuilder polygon(Paint paint, double... corners) {
		double[] xs = new double[corners.length / 2];
		double[] ys = new double[corners.length / 2];
		for (int i = 0; i < xs.length; i++) {
			xs[i] = this.x + corners[2 * i] * this.scaleX;
			ys[i] = this.y + corners[2 * i + 1] * this.scaleY;
		}
		this.shapes.add(new Shape(xs, ys, paint));
		return this;
	}

	/** Adds a rectangle from its lower left to its upper right corner. */
	ShapeBuilder rectangle(Paint paint, double left, double bottom, double right, double top) {
		return polygon(paint, left, bottom, right, bottom, right, top, left, top);
	}

	/** Adds an ellipse. */
	ShapeBuilder ellipse(Paint paint, double middleX, double middleY, double... radii) {
		double radiusY = radii[radii.length - 1];
		int round = (radii[0] * this.scaleY < SMALL) ? ROUND / 2 : ROUND;
		double[] corners = new double[2 * round];
		for (int i = 0; i < round; i++) {
			double angle = 2 * Math.PI * i / round;
			corners[2 * i] = middleX + radii[0] * StrictMath.cos(angle);
			corners[2 * i + 1] = middleY + radiusY * StrictMath.sin(angle);
		}
		return polygon(paint, corners);
	}

	/** Adds a straight stroke between two points. */
	ShapeBuilder stroke(Paint paint, double width, double... ends) {
		double dx = ends[2] - ends[0];
		double dy = ends[3] - ends[1];
		double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
		double nx = -dy / length * width / 2;
		double ny = dx / length * width / 2;
		return polygon(paint, ends[0] + nx, ends[1] + ny, ends[2] + nx, ends[3] + ny, ends[2] - nx, ends[3] - ny,
				ends[0] - nx, ends[1] - ny);
	}

	/** Adds a light that fades outwards, at night only. */
	ShapeBuilder halo(int rgb, double middleX, double middleY, double radius) {
		for (int ring = 9; ring > 0; ring--) {
			double size = radius * ring / 9;
			ellipse(Paint.of(rgb).glowing(rgb).opaque(15).only(Hours.NIGHT), middleX, middleY, size);
		}
		return this;
	}

	/** Adds a centred row of letters. */
	ShapeBuilder letters(Paint paint, String text, double middleX, double bottom, double height) {
		double dot = height / Font.DOTS;
		double left = middleX - text.chars().map(Font.get()::width).sum() * dot / 2;
		for (char letter : text.toCharArray()) {
			letter(paint, letter, left, bottom, dot);
			left += Font.get().width(letter) * dot;
		}
		return this;
	}

	private void letter(Paint paint, char letter, double left, double bottom, double dot) {
		short[] rows = Font.get().rows(letter);
		int width = Font.get().width(letter);
		for (int row = 0; row < Font.DOTS; row++) {
			int run = 0;
			for (int column = 0; column <= width; column++) {
				if (column < width && (rows[row] >> (width - 1 - column) & 1) == 1) {
					run++;
				}
				else if (run > 0) {
					double top = bottom + (Font.DOTS - row) * dot;
					rectangle(paint, left + (column - run) * dot, top - dot * 1.05, left + column * dot, top);
					run = 0;
				}
			}
		}
	}

}
