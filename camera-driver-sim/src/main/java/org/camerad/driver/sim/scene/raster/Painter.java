package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

import org.camerad.driver.picture.Area;
import org.camerad.driver.picture.Planes;

/**
 * Paints shapes of the world, as a window sees them, into a picture or a part of it,
 * which then is the same as in the whole picture. One thread.
 */
public final class Painter {

	/** How many pixels around its part a shape may have something to do with it. */
	private static final int MARGIN = 2;

	private final Planes picture;

	private final Window window;

	private final Light light;

	/** What can be seen of the world, and a little more. */
	private final Box seen;

	private final Coverage pixels;

	private final Coverage samples;

	private final LumaInk luma;

	private final ColorInk color;

	/** Paints the whole picture. */
	public Painter(Planes picture, Window window, Light light) {
		this(picture, window, light, picture.area());
	}

	/** Paints a part of the picture, with even edges. */
	public Painter(Planes picture, Window window, Light light, Area part) {
		Window halved = window.halved();
		this.picture = picture;
		this.window = window;
		this.light = light;
		this.seen = new Box(window.azimuth(part.x() - MARGIN), window.elevation(part.bottom() + MARGIN),
				window.azimuth(part.right() + MARGIN), window.elevation(part.y() - MARGIN));
		this.pixels = new Coverage(window, part);
		this.samples = new Coverage(halved, part.halved());
		this.luma = new LumaInk(new Texture(window, picture.hasColor()));
		this.color = new ColorInk(halved);
	}

	/** Paints a shape where the window sees it. */
	public void draw(Shape shape) {
		Box box = shape.box();
		double turn = this.window.turn((box.left() + box.right()) / 2);
		boolean outside = box.right() + turn < this.seen.left() || box.left() + turn > this.seen.right()
				|| box.top() < this.seen.bottom() || box.bottom() > this.seen.top();
		if (outside || shape.paint().opacity(this.light) == 0) {
			return;
		}
		this.luma.set(shape);
		this.pixels.scan(shape, turn, this.luma);
		if (this.picture.hasColor()) {
			this.color.set(shape);
			this.samples.scan(shape, turn, this.color);
		}
	}

	/** What a shape looks like at an elevation. */
	private int rgb(Shape shape, double elevation) {
		double share = (shape.box().top() - elevation) / (shape.box().top() - shape.box().bottom());
		return this.light.color(shape.paint(), (int) (Math.max(0, Math.min(1, share)) * Ink.FULL));
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
			mix(Painter.this.light.color(next.paint(), 0));
		}

		private void mix(int rgb) {
			int plain = Look.visible(Light.luma(rgb));
			this.value = Math.max(Look.HEADROOM + this.grain, Math.min(255 - Look.HEADROOM - this.grain, plain));
		}

		@Override
		public void row(int y) {
			this.start = y * Painter.this.picture.width();
			if (this.shape.paint().isShaded()) {
				mix(rgb(this.shape, Painter.this.window.elevation(y + 0.5)));
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

		private final Window window;

		private Shape shape = Shape.NONE;

		private int opacity;

		private int blueness;

		private int redness;

		private int start;

		ColorInk(Window window) {
			this.window = window;
		}

		void set(Shape next) {
			this.shape = next;
			this.opacity = next.paint().opacity(Painter.this.light);
			mix(Painter.this.light.color(next.paint(), 0));
		}

		private void mix(int rgb) {
			this.blueness = Light.cb(rgb);
			this.redness = Light.cr(rgb);
		}

		@Override
		public void row(int y) {
			this.start = y * Painter.this.picture.chromaWidth();
			if (this.shape.paint().isShaded()) {
				mix(rgb(this.shape, this.window.elevation(y + 0.5)));
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
