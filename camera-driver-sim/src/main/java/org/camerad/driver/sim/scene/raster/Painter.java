package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.sim.scene.raster.Shape.Paint;

/** Paints shapes of the world, as a window sees them, into a picture. One thread. */
public final class Painter {

	private static final int FULL = 256;

	private final Planes picture;

	private final Window window;

	private final Light light;

	private final Texture texture;

	private final Coverage pixels;

	private final Coverage samples;

	private final byte[] rough;

	public Painter(Planes picture, Window window, Light light) {
		this.picture = picture;
		this.window = window;
		this.light = light;
		this.texture = new Texture(window);
		this.pixels = new Coverage(picture.width(), picture.height());
		this.samples = new Coverage(picture.chromaWidth(), picture.chromaHeight());
		this.rough = new byte[picture.width()];
	}

	/** Paints a shape where the window sees it. */
	public void draw(Shape shape) {
		if (shape.box().in(this.window).isEmpty()) {
			return;
		}
		double turn = this.window.turn((shape.box().left() + shape.box().right()) / 2);
		int corners = shape.azimuths().length;
		double[] xs = new double[corners];
		double[] ys = new double[corners];
		for (int i = 0; i < corners; i++) {
			xs[i] = this.window.x(shape.azimuths()[i] + turn);
			ys[i] = this.window.y(shape.elevations()[i]);
		}
		this.pixels.scan(xs, ys, (y, left, right, steps) -> luma(shape, y, left, right, steps));
		if (this.picture.hasColor()) {
			halve(xs);
			halve(ys);
			this.samples.scan(xs, ys, (y, left, right, steps) -> color(shape, y, left, right, steps));
		}
	}

	private static void halve(double[] values) {
		for (int i = 0; i < values.length; i++) {
			values[i] /= 2;
		}
	}

	private void luma(Shape shape, int y, int left, int right, float[] steps) {
		Paint paint = shape.paint();
		int value = Look.visible(Light.luma(this.light.color(paint, down(shape, y))));
		int start = y * this.picture.width();
		if (paint.grain() > 0) {
			this.texture.row(y, left, right, this.rough);
			int grain = paint.grain() * (this.light.level() + 64) / 320;
			rough(start, left, right, steps, value, grain);
			return;
		}
		blend(this.picture.luma(), start, left, right, steps, value, paint.opacity());
	}

	private void color(Shape shape, int y, int left, int right, float[] steps) {
		int rgb = this.light.color(shape.paint(), down(shape, 2 * y));
		int start = y * this.picture.chromaWidth();
		int opacity = shape.paint().opacity();
		byte[] cb = this.picture.cb();
		byte[] cr = this.picture.cr();
		int blueness = Light.cb(rgb);
		int redness = Light.cr(rgb);
		float sum = 0;
		for (int x = left; x < right; x++) {
			sum += steps[x];
			steps[x] = 0;
			int share = share(sum, opacity);
			int i = start + x;
			cb[i] = over(cb[i], blueness, share);
			cr[i] = over(cr[i], redness, share);
		}
	}

	private int down(Shape shape, int y) {
		if (shape.paint().top() == shape.paint().bottom()) {
			return 0;
		}
		double elevation = this.window.top() - (y + 0.5) / this.window.rowsPerDegree();
		double share = (shape.box().top() - elevation) / (shape.box().top() - shape.box().bottom());
		return (int) (Math.max(0, Math.min(1, share)) * FULL);
	}

	private static void blend(byte[] plane, int start, int left, int right, float[] steps, int value, int opacity) {
		float sum = 0;
		for (int x = left; x < right; x++) {
			sum += steps[x];
			steps[x] = 0;
			plane[start + x] = over(plane[start + x], value, share(sum, opacity));
		}
	}

	private void rough(int start, int left, int right, float[] steps, int value, int grain) {
		byte[] plane = this.picture.luma();
		float sum = 0;
		for (int x = left; x < right; x++) {
			sum += steps[x];
			steps[x] = 0;
			int rough = Look.visible(value + (this.rough[x] * grain >> 7));
			plane[start + x] = over(plane[start + x], rough, share(sum, FULL));
		}
	}

	private static int share(float covered, int opacity) {
		int share = (int) (Math.abs(covered) * opacity + 0.5f);
		return Math.min(share, opacity);
	}

	private static byte over(byte behind, int value, int share) {
		int old = behind & 0xff;
		return (byte) (old + ((value - old) * share >> 8));
	}

}
