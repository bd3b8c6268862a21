package org.camerad.driver.sim.scene.raster;

/**
 * A painted polygon of the world.
 *
 * @param azimuths azimuths of the corners, degrees
 * @param elevations elevations of the corners, degrees; of the same length
 * @param paint its colours and texture
 * @param box its bounds
 */
public record Shape(double[] azimuths, double[] elevations, Paint paint, Box box) {

	/** An empty shape. */
	static final Shape NONE = new Shape(new double[1], new double[1], Paint.of(0));

	public Shape(double[] azimuths, double[] elevations, Paint paint) {
		this(azimuths, elevations, paint, Box.around(azimuths, elevations));
	}

	/** Returns whether this is a rectangle with vertical and horizontal sides. */
	boolean isUpright() {
		double[] x = this.azimuths;
		double[] y = this.elevations;
		return x.length == 4 && x[0] == x[3] && x[1] == x[2] && y[0] == y[1] && y[2] == y[3];
	}

	/** Returns whether this shape always hides everything behind it. */
	public boolean hidesBackground() {
		return isUpright() && this.paint.opacity() == PixelWriter.FULL && this.paint.hours() == Hours.ALWAYS;
	}

	/**
	 * The paint of a shape. Colours are 0xRRGGBB.
	 *
	 * @param top colour at the upper end by day
	 * @param bottom colour at the lower end by day
	 * @param glow colour of its own light at night; black for none
	 * @param opacity 0 to 256, where 256 hides the background
	 * @param grain strength of the texture, in steps of brightness
	 * @param hours the time at which it is visible
	 */
	public record Paint(int top, int bottom, int glow, int opacity, int grain, Hours hours) {

		public static Paint of(int rgb) {
			return new Paint(rgb, rgb, 0, 256, 0, Hours.ALWAYS);
		}

		public Paint to(int bottomRgb) {
			return new Paint(this.top, bottomRgb, this.glow, this.opacity, this.grain, this.hours);
		}

		public Paint glowing(int rgb) {
			return new Paint(this.top, this.bottom, rgb, this.opacity, this.grain, this.hours);
		}

		public Paint opaque(int newOpacity) {
			return new Paint(this.top, this.bottom, this.glow, newOpacity, this.grain, this.hours);
		}

		public Paint grained(int newGrain) {
			return new Paint(this.top, this.bottom, this.glow, this.opacity, newGrain, this.hours);
		}

		public Paint only(Hours newHours) {
			return new Paint(this.top, this.bottom, this.glow, this.opacity, this.grain, newHours);
		}

		/** Returns whether the colour changes from top to bottom. */
		boolean isShaded() {
			return this.top != this.bottom;
		}

		/** Returns the opacity in the given lighting, 0 to 256. */
		int opacity(Lighting light) {
			return switch (this.hours) {
				case ALWAYS -> this.opacity;
				case DAY -> this.opacity * light.level() / Lighting.DAY;
				case NIGHT -> this.opacity * (Lighting.DAY - light.level()) / Lighting.DAY;
			};
		}
	}

	/** The time at which a shape is visible. It fades in and out at twilight. */
	public enum Hours {

		ALWAYS, DAY, NIGHT

	}

}
