package org.camerad.driver.sim.scene.raster;

import java.util.Arrays;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;

/**
 * Paints shapes of the world, as a viewport shows them, into a picture or a part of it. A
 * part equals the same part of the whole picture. Not thread-safe.
 */
public final class Painter {

	/** Pixels around the part at which a shape can still influence it. */
	private static final int MARGIN = 2;

	private final YuvPicture picture;

	private final Viewport viewport;

	private final Lighting light;

	/** The visible part of the world and a small margin. */
	private final Box visible;

	private final Coverage pixels;

	private final Coverage samples;

	private final LumaWriter luma;

	private final ColorWriter color;

	/** Creates a painter of the whole picture. */
	public Painter(YuvPicture picture, Viewport viewport, Lighting light) {
		this(picture, viewport, light, picture.area());
	}

	/** Creates a painter of a part of the picture, whose edges must be even. */
	public Painter(YuvPicture picture, Viewport viewport, Lighting light, Area part) {
		Viewport halved = viewport.halved();
		this.picture = picture;
		this.viewport = viewport;
		this.light = light;
		this.visible = new Box(viewport.azimuth(part.x() - MARGIN), viewport.elevation(part.bottom() + MARGIN),
				viewport.azimuth(part.right() + MARGIN), viewport.elevation(part.y() - MARGIN));
		this.pixels = new Coverage(viewport, part);
		this.samples = new Coverage(halved, part.halved());
		this.luma = new LumaWriter(viewport, new Texture(viewport, picture.hasColor()));
		this.color = new ColorWriter(halved);
	}

	/** Paints a shape where the viewport shows it. */
	public void draw(Shape shape) {
		Box box = shape.box();
		double turn = this.viewport.turn((box.left() + box.right()) / 2);
		boolean outside = box.right() + turn < this.visible.left() || box.left() + turn > this.visible.right()
				|| box.top() < this.visible.bottom() || box.bottom() > this.visible.top();
		if (outside || shape.paint().opacity(this.light) == 0) {
			return;
		}
		int top = this.light.color(shape.paint(), 0);
		int bottom = shape.paint().isShaded() ? this.light.color(shape.paint(), PixelWriter.FULL) : top;
		this.luma.set(shape, top, bottom);
		this.pixels.scan(shape, turn, this.luma);
		if (this.picture.hasColor()) {
			this.color.set(shape, top, bottom);
			this.samples.scan(shape, turn, this.color);
		}
	}

	private static void blend(byte[] plane, int from, int to, int value, int share) {
		if (share == PixelWriter.FULL) {
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

	/** Writes the pixels of one shape. */
	private abstract class ShapeWriter implements PixelWriter {

		private final Viewport viewport;

		private boolean shaded;

		private double top;

		private double sharePerDegree;

		private int opacity;

		ShapeWriter(Viewport viewport) {
			this.viewport = viewport;
		}

		void set(Shape shape) {
			this.shaded = shape.paint().isShaded();
			this.top = shape.box().top();
			this.sharePerDegree = FULL / (shape.box().top() - shape.box().bottom());
			this.opacity = shape.paint().opacity(Painter.this.light);
		}

		boolean isShaded() {
			return this.shaded;
		}

		/** Returns the share of the lower end's colour in a row. */
		int down(int y) {
			double down = (this.top - this.viewport.elevation(y + 0.5)) * this.sharePerDegree;
			return (int) Math.max(0, Math.min(FULL, down));
		}

		int share(int covered) {
			return covered * this.opacity >> 8;
		}

		static int mix(int upper, int lower, int down) {
			return upper + ((lower - upper) * down >> 8);
		}

	}

	/** Writes brightness. */
	private final class LumaWriter extends ShapeWriter {

		private final Texture texture;

		private int grain;

		private int upper;

		private int lower;

		private int value;

		private int start;

		LumaWriter(Viewport viewport, Texture texture) {
			super(viewport);
			this.texture = texture;
		}

		void set(Shape shape, int top, int bottom) {
			set(shape);
			this.grain = shape.paint().grain() * (Painter.this.light.level() + 64) / 320;
			if (this.grain > 0) {
				this.texture.setStrength(this.grain);
			}
			this.upper = clampWithGrain(Lighting.luma(top));
			this.lower = clampWithGrain(Lighting.luma(bottom));
			this.value = this.upper;
		}

		/** Returns the nearest brightness that leaves room for texture and noise. */
		private int clampWithGrain(int luma) {
			int margin = ImageAdjustments.HEADROOM + this.grain;
			return Math.max(margin, Math.min(255 - margin, luma));
		}

		@Override
		public void row(int y) {
			this.start = y * Painter.this.picture.width();
			if (isShaded()) {
				this.value = mix(this.upper, this.lower, down(y));
			}
			if (this.grain > 0) {
				this.texture.row(y);
			}
		}

		@Override
		public void span(int from, int to, int covered) {
			byte[] plane = Painter.this.picture.luma();
			if (this.grain == 0) {
				blend(plane, this.start + from, this.start + to, this.value, share(covered));
				return;
			}
			this.texture.paint(plane, this.start + from, this.start + to, this.value, share(covered));
		}

	}

	/** Writes the two colour differences. */
	private final class ColorWriter extends ShapeWriter {

		private int upperBlueness;

		private int lowerBlueness;

		private int upperRedness;

		private int lowerRedness;

		private int blueness;

		private int redness;

		private int start;

		ColorWriter(Viewport viewport) {
			super(viewport);
		}

		void set(Shape shape, int top, int bottom) {
			set(shape);
			this.upperBlueness = Lighting.cb(top);
			this.lowerBlueness = Lighting.cb(bottom);
			this.upperRedness = Lighting.cr(top);
			this.lowerRedness = Lighting.cr(bottom);
			this.blueness = this.upperBlueness;
			this.redness = this.upperRedness;
		}

		@Override
		public void row(int y) {
			this.start = y * Painter.this.picture.chromaWidth();
			if (isShaded()) {
				int down = down(y);
				this.blueness = mix(this.upperBlueness, this.lowerBlueness, down);
				this.redness = mix(this.upperRedness, this.lowerRedness, down);
			}
		}

		@Override
		public void span(int from, int to, int covered) {
			int share = share(covered);
			blend(Painter.this.picture.cb(), this.start + from, this.start + to, this.blueness, share);
			blend(Painter.this.picture.cr(), this.start + from, this.start + to, this.redness, share);
		}

	}

}
