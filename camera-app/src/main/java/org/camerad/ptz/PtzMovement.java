package org.camerad.ptz;

import org.camerad.driver.PtzMotion;

/**
 * The axes of a head that are moving. Immutable.
 *
 * @param turns whether pan or tilt is moving
 * @param zooms whether zoom is moving
 * @param focuses whether focus is moving
 */
public record PtzMovement(boolean turns, boolean zooms, boolean focuses) {

	static final PtzMovement NONE = new PtzMovement(false, false, false);

	/** Returns this movement together with a continuous one. */
	PtzMovement with(PtzMotion motion) {
		return new PtzMovement(this.turns || motion.pan() != 0 || motion.tilt() != 0, this.zooms || motion.zoom() != 0,
				this.focuses || motion.focus() != 0);
	}

	/** Returns this movement together with another one. */
	PtzMovement with(PtzMovement other) {
		return new PtzMovement(this.turns || other.turns, this.zooms || other.zooms, this.focuses || other.focuses);
	}

	/** Returns whether any axis is moving. */
	public boolean isMoving() {
		return this.turns || this.zooms || this.focuses;
	}

}
