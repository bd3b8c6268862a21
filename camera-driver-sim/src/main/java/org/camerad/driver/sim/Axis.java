package org.camerad.driver.sim;

/** One axis of the head or lens. The lock of the head guards it. */
final class Axis {

	private final double min;

	private final double max;

	private final double topSpeed;

	private AxisTrajectory course;

	private long since;

	/**
	 * @param topSpeed units per second; the axis reaches it from rest in half a second
	 */
	Axis(double min, double max, double topSpeed, double home) {
		this.min = min;
		this.max = max;
		this.topSpeed = topSpeed;
		this.course = new AxisTrajectory.Rest(home);
	}

	double at(long nanos) {
		return this.course.at(seconds(nanos));
	}

	/**
	 * Starts a continuous move.
	 * @param share share of the top speed, -1 to 1; the sign is the direction
	 * @param nanos current time
	 */
	void move(double share, long nanos) {
		double place = at(nanos);
		if (share == 0) {
			rest(place, nanos);
			return;
		}
		double top = share * this.topSpeed;
		double velocity = this.course.velocity(seconds(nanos));
		// A reversal starts from rest, because a real gear cannot reverse at speed.
		double initial = (Math.signum(velocity) == Math.signum(top)) ? velocity : 0;
		start(new AxisTrajectory.Run(place, initial, top, acceleration(), (top > 0) ? this.max : this.min), nanos);
	}

	/** Moves to a place. NaN changes nothing. */
	void approach(double target, double share, long nanos) {
		if (Double.isNaN(target)) {
			return;
		}
		start(new AxisTrajectory.Approach(at(nanos), target, share * this.topSpeed, acceleration()), nanos);
	}

	void stop(long nanos) {
		rest(at(nanos), nanos);
	}

	void rest(double place, long nanos) {
		start(new AxisTrajectory.Rest(place), nanos);
	}

	private void start(AxisTrajectory next, long nanos) {
		this.course = next;
		this.since = nanos;
	}

	private double acceleration() {
		return this.topSpeed * 2;
	}

	private double seconds(long nanos) {
		return (nanos - this.since) / 1e9;
	}

}
