package org.camerad.driver.sim.scene.raster;

/**
 * A polygon of the world with the way it is painted.
 *
 * @param azimuths the corners' azimuths, degrees
 * @param elevations the corners' elevations, degrees; as many
 * @param paint how it looks
 * @param box where it lies
 */
public record Shape(double[] azimuths, double[] elevations, Paint paint, Box box) {

	/** Nothing at all. */
	static final Shape NONE = new Shape(new double[1], new double[1], Paint.of(0));

	public Shape(double[] azimuths, double[] elevations, Paint paint) {
		this(azimuths, elevations, paint, Box.around(azimuths, elevations));
	}

	/** Whether this is a rectangle whose sides are upright and level. */
	boolean isUpright() {
		double[] x = this.azimuths;
		double[] y = this.elevations;
		return x.length == 4 && x[0] == x[3] && x[1] == x[2] && y[0] == y[1] && y[2] == y[3];
	}

	/** Whether nothing behind it can ever be seen through it. */
	public boolean hidesBackground() {
		return isUpright() && this.paint.opacity() == PixelWriter.FULL && this.paint.hours() == Hours.ALWAYS;
	}

	/**
	 * How a shape looks. Colours are 0xRRGGBB.
	 *
	 * @param top colour at its upper end by day
	 * @param bottom colour at its lower end by day
	 * @param glow colour of its light by night; black: none
	 * @param opacity 0 to 256, 256 covers what is behind
	 * @param grain how strong the texture is, in steps of brightness
	 * @param hours when it is there
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

		/** Whether it is not the same colour from top to bottom. */
		boolean isShaded() {
			return this.top != this.bottom;
		}

		/** How much of what is behind it covers in that light, 0 to 256. */
		int opacity(Lighting light) {
			return switch (this.hours) {
				case ALWAYS -> this.opacity;
				case DAY -> this.opacity * light.level() / Lighting.DAY;
				case NIGHT -> this.opacity * (Lighting.DAY - light.level()) / Lighting.DAY;
			};
		}
	}

	/** When something is there; it comes and goes with the twilight. */
	public enum Hours {

		ALWAYS, DAY, NIGHT

	}

}
