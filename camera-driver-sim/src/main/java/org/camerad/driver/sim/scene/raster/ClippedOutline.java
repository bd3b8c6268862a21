package org.camerad.driver.sim.scene.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.picture.Area;

/** The part of shapes that a viewport shows in an area. */
public final class ClippedOutline {

	private ClippedOutline() {
	}

	/** A corner in parts of a pixel. */
	private record Point(double x, double y) {

		/** Returns the place between this and another point at an x. */
		Point atX(Point other, double limit) {
			return new Point(limit, this.y + (other.y - this.y) * (limit - this.x) / (other.x - this.x));
		}

		Point swapped() {
			return new Point(this.y, this.x);
		}

	}

	/** Returns the smallest area around what is shown of some shapes, empty for none. */
	public static Optional<Area> of(List<Shape> shapes, Viewport viewport, Area shown) {
		List<Point> points = shapes.stream().flatMap((shape) -> clip(shape, viewport, shown).stream()).toList();
		if (points.isEmpty()) {
			return Optional.empty();
		}
		Area area = new Area(pixel(Math.floor(points.stream().mapToDouble(Point::x).min().orElseThrow())),
				pixel(Math.floor(points.stream().mapToDouble(Point::y).min().orElseThrow())),
				pixel(Math.ceil(points.stream().mapToDouble(Point::x).max().orElseThrow())),
				pixel(Math.ceil(points.stream().mapToDouble(Point::y).max().orElseThrow())));
		return Optional.of(area).filter((found) -> !found.isEmpty());
	}

	private static int pixel(double value) {
		return (int) value;
	}

	private static List<Point> clip(Shape shape, Viewport viewport, Area shown) {
		double turn = viewport.turn((shape.box().left() + shape.box().right()) / 2);
		List<Point> points = new ArrayList<>();
		for (int i = 0; i < shape.azimuths().length; i++) {
			points.add(new Point((double) viewport.x(shape.azimuths()[i] + turn) / Viewport.PARTS_PER_PIXEL,
					(double) viewport.y(shape.elevations()[i]) / Viewport.PARTS_PER_PIXEL));
		}
		List<Point> columns = cut(cut(points, shown.x(), 1), shown.right(), -1);
		List<Point> rows = columns.stream().map(Point::swapped).toList();
		return cut(cut(rows, shown.y(), 1), shown.bottom(), -1).stream().map(Point::swapped).toList();
	}

	/** Cuts off the part of a polygon on one side of a limit (Sutherland-Hodgman). */
	private static List<Point> cut(List<Point> points, int limit, int side) {
		List<Point> left = new ArrayList<>();
		for (int i = 0; i < points.size(); i++) {
			Point from = points.get((i + points.size() - 1) % points.size());
			Point to = points.get(i);
			boolean fromInside = (from.x - limit) * side >= 0;
			boolean toInside = (to.x - limit) * side >= 0;
			if (fromInside != toInside) {
				left.add(from.atX(to, limit));
			}
			if (toInside) {
				left.add(to);
			}
		}
		return left;
	}

}
