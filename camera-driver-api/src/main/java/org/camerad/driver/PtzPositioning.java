package org.camerad.driver;

import java.util.Optional;

/**
 * The part of a PTZ head that moves to positions. A head has it if the hardware itself
 * accepts positions; the service never searches for a position by starting and stopping
 * motors.
 */
public interface PtzPositioning {

	/**
	 * Returns the lowest position of every axis, NaN for an axis that cannot be moved to
	 * a position. Constant and fast. Any thread.
	 */
	PtzPosition lowest();

	/** Returns the highest position of every axis, as {@link #lowest()}. */
	PtzPosition highest();

	/**
	 * Moves to a position and returns when the move has started. The move replaces any
	 * former motion of its axes; it ends by itself, exactly at the position (P8). Calls
	 * come one at a time together with those of {@link Ptz#move}.
	 * @param target the position, inside the limits; an axis at NaN goes on as before
	 * @param speed share of the highest speed, more than 0 and at most 1
	 * @throws CameraException UNAVAILABLE if the head or its line does not respond or the
	 * camera is closed
	 */
	void approach(PtzPosition target, double speed) throws CameraException;

	/**
	 * Returns the position at which a place of the picture is its centre; empty if the
	 * field of view is not known. It may be outside the limits. Fast. Any thread.
	 * @param from the position that shows the picture
	 * @param x place in the picture, -1 left edge to 1 right edge
	 * @param y place in the picture, -1 lower edge to 1 upper edge
	 * @param aspect width of the picture by its height
	 */
	default Optional<PtzPosition> centred(PtzPosition from, double x, double y, double aspect) {
		return Optional.empty();
	}

}
