package org.camerad.driver;

/**
 * A continuous motion of all axes together. Immutable.
 *
 * @param pan -1 left, 0 still, 1 right
 * @param tilt -1 down, 0 still, 1 up
 * @param speed 1 (slowest) to 10, for pan and tilt
 * @param zoom -1 wide, 0 still, 1 tele
 * @param focus -1 far, 0 still, 1 near
 * @param iris -1 close, 0 still, 1 open
 */
public record PtzMotion(int pan, int tilt, int speed, int zoom, int focus, int iris) {

	/** The range of {@link #speed()}. */
	public static final IntRange SPEED = new IntRange(1, 10);

	// Must precede STILL, whose constructor uses it.
	private static final IntRange DIRECTION = new IntRange(-1, 1);

	/** No axis moves. */
	public static final PtzMotion STILL = new PtzMotion(0, 0, 5, 0, 0, 0);

	/**
	 * Creates a motion.
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public PtzMotion {
		if (!DIRECTION.contains(pan) || !DIRECTION.contains(tilt) || !DIRECTION.contains(zoom)
				|| !DIRECTION.contains(focus) || !DIRECTION.contains(iris) || !SPEED.contains(speed)) {
			throw new IllegalArgumentException("not a motion: pan " + pan + ", tilt " + tilt + ", speed " + speed
					+ ", zoom " + zoom + ", focus " + focus + ", iris " + iris);
		}
	}

	/** Returns whether no axis moves. */
	public boolean isStill() {
		return this.pan == 0 && this.tilt == 0 && this.zoom == 0 && this.focus == 0 && this.iris == 0;
	}

}
