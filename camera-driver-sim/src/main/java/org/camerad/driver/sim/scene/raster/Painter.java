package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Shape.Paint;

/** Paints shapes of the world, as a window sees them, into a picture. One thread. */
public final class Painter {

	/**
	 * Rows of a picture that shows all roughness; in smaller ones pixels have its mean.
	 */
	private static final int FINE = 720;

	private final Planes picture;

	private final Window window;

	private final Light light;

	private final Coverage pixels;

	private final Coverage samples;

	private final LumaInk luma;

	private final ColorInk color = new ColorInk();

	public Painter(Planes picture, Window window, Light light) {
		this.picture = picture;
		this.window = window;
		this.light = light;
		this.pixels = new Coverage(picture.width(), picture.height());
		this.samples = new Coverage(picture.chromaWidth(), picture.chromaHeight());
		this.luma = new LumaInk(new Texture(window, picture.hasColor()));
	}

	/** Paints a shape where the window sees it. */
	public void draw(Shape shape) {
		Box box = shape.box();
		double turn = this.window.turn((box.left() + box.right()) / 2);
		boolean outside = box.right() + turn < this.window.left() || box.left() + turn > this.window.right()
				|| box.top() < this.window.bottom() || box.bottom() > this.window.top();
		if (outside || shape.paint().opacity(this.light) == 0) {
			return;
		}
		this.luma.set(shape);
		this.color.set(shape);
		if (shape.isUpright()) {
			upright(box, turn);
		}
		else {
			polygon(shape, turn);
		}
	}

	private void upright(Box box, double turn) {
		double left = this.window.x(box.left() + turn);
		double right = this.window.x(box.right() + turn);
		double top = this.window.y(box.top());
		double bottom = this.window.y(box.bottom());
		this.pixels.scanUpright(left, top, right, bottom, this.luma);
		if (this.picture.hasColor()) {
			this.samples.scanUpright(left / 2, top / 2, right / 2, bottom / 2, this.color);
		}
	}

	private void polygon(Shape shape, double turn) {
		int corners = shape.azimuths().length;
		double[] xs = new double[corners];
		double[] ys = new double[corners];
		for (int i = 0; i < corners; i++) {
			xs[i] = this.window.x(shape.azimuths()[i] + turn);
			ys[i] = this.window.y(shape.elevations()[i]);
		}
		this.pixels.scan(xs, ys, this.luma);
		if (!this.picture.hasColor()) {
			return;
		}
		for (int i = 0; i < corners; i++) {
			xs[i] /= 2;
			ys[i] /= 2;
		}
		this.samples.scan(xs, ys, this.color);
	}

	/** What a shape looks like at a row of a window with so many rows in a degree. */
	private int rgb(Shape shape, double y) {
		Paint paint = shape.paint();
		if (paint.top() == paint.bottom()) {
			return this.light.color(paint, 0);
		}
		double elevation = this.window.top() - y / this.window.rowsPerDegree();
		double share = (shape.box().top() - elevation) / (shape.box().top() - shape.box().bottom());
		return this.light.color(paint, (int) (Math.max(0, Math.min(1, share)) * Ink.FULL));
	}

	private static void blend(byte[] plane, int from, int to, int value, int share) {
		if (share == Ink.FULL) {
			Arrays.fill(plane, from, to, (byte) value);
			return;
		}
		for (int i = from; i < to; i++) {
			plane[i] = over(plane[i], value, share);
		}
	}

	private static byte over(byte behind, int value, int share) {
		int old = behind & 0xff;
		return (byte) (old + ((value - old) * share + 128 >> 8));
	}

	/** Brightness. */
	private final class LumaInk implements Ink {

		private final Texture texture;

		private Shape shape = Shape.NONE;

		private int opacity;

		private int grain;

		private int value;

		private int start;

		LumaInk(Texture texture) {
			this.texture = texture;
		}

		void set(Shape next) {
			this.shape = next;
			this.opacity = next.paint().opacity(Painter.this.light);
			this.grain = next.paint().grain() * (Painter.this.light.level() + 64) / 320;
			if (this.grain > 0) {
				this.texture.grain(this.grain);
			}
			mix(0);
		}

		private void mix(double y) {
			int plain = Look.visible(Light.luma(rgb(this.shape, y)));
			this.value = Math.max(Look.HEADROOM + this.grain, Math.min(255 - Look.HEADROOM - this.grain, plain));
		}

		@Override
		public void row(int y) {
			this.start = y * Painter.this.picture.width();
			if (this.shape.paint().top() != this.shape.paint().bottom()) {
				mix(y + 0.5);
			}
			if (this.grain > 0) {
				this.texture.row(y);
			}
		}

		@Override
		public void span(int from, int to, int covered) {
			int share = covered * this.opacity >> 8;
			byte[] plane = Painter.this.picture.luma();
			if (this.grain == 0) {
				blend(plane, this.start + from, this.start + to, this.value, share);
				return;
			}
			this.texture.paint(plane, this.start + from, this.start + to, this.value, share);
		}

	}

	/** The two colour differences. */
	private final class ColorInk implements Ink {

		private Shape shape = Shape.NONE;

		private int opacity;

		private int blueness;

		private int redness;

		private int start;

		void set(Shape next) {
			this.shape = next;
			this.opacity = next.paint().opacity(Painter.this.light);
			mix(0);
		}

		private void mix(double y) {
			int rgb = rgb(this.shape, y);
			this.blueness = Light.cb(rgb);
			this.redness = Light.cr(rgb);
		}

		@Override
		public void row(int y) {
			this.start = y * Painter.this.picture.chromaWidth();
			if (this.shape.paint().top() != this.shape.paint().bottom()) {
				mix(2 * y + 1);
			}
		}

		@Override
		public void span(int from, int to, int covered) {
			int share = covered * this.opacity >> 8;
			blend(Painter.this.picture.cb(), this.start + from, this.start + to, this.blueness, share);
			blend(Painter.this.picture.cr(), this.start + from, this.start + to, this.redness, share);
		}

	}

}
