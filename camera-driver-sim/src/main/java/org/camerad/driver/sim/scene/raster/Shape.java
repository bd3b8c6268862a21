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

	public Shape(double[] azimuths, double[] elevations, Paint paint) {
		this(azimuths, elevations, paint, Box.around(azimuths, elevations));
	}

	/**
	 * How a shape looks. Colours are 0xRRGGBB.
	 *
	 * @param top colour at its upper end by day
	 * @param bottom colour at its lower end by day
	 * @param glow colour of its light by night; black: none
	 * @param opacity 0 to 256, 256 covers what is behind
	 * @param grain how strong the texture is, in steps of brightness
	 */
	public record Paint(int top, int bottom, int glow, int opacity, int grain) {

		public static Paint of(int rgb) {
			return new Paint(rgb, rgb, 0, 256, 0);
		}

		public Paint to(int bottomRgb) {
			return new Paint(this.top, bottomRgb, this.glow, this.opacity, this.grain);
		}

		public Paint glowing(int rgb) {
			return new Paint(this.top, this.bottom, rgb, this.opacity, this.grain);
		}

		public Paint opaque(int newOpacity) {
			return new Paint(this.top, this.bottom, this.glow, newOpacity, this.grain);
		}

		public Paint grained(int newGrain) {
			return new Paint(this.top, this.bottom, this.glow, this.opacity, newGrain);
		}
	}

}
