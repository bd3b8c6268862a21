package org.camerad.driver.sim;

/**
 * The position of one axis as a function of time, in the unit of the axis and in seconds
 * since the trajectory began. Positions are computed, not stepped, so the number of
 * queries does not change them.
 */
sealed interface AxisTrajectory {

	double at(double seconds);

	/** Returns the velocity in units per second. */
	double velocity(double seconds);

	/**
	 * An axis at rest.
	 *
	 * @param place its position
	 */
	record Rest(double place) implements AxisTrajectory {

		@Override
		public double at(double seconds) {
			return this.place;
		}

		@Override
		public double velocity(double seconds) {
			return 0;
		}

	}

	/**
	 * A continuous move in one direction, up to the end stop.
	 *
	 * @param from start position
	 * @param initial velocity at the start, of the same sign as {@code top}
	 * @param top velocity to reach
	 * @param acceleration units per second squared, positive
	 * @param stop position of the end stop in that direction
	 */
	record Run(double from, double initial, double top, double acceleration, double stop) implements AxisTrajectory {

		@Override
		public double at(double seconds) {
			double ramp = Math.min(seconds, rampTime());
			double place = this.from + (this.initial + velocity(ramp)) / 2 * ramp + this.top * (seconds - ramp);
			return (this.top > 0) ? Math.min(place, this.stop) : Math.max(place, this.stop);
		}

		@Override
		public double velocity(double seconds) {
			double share = (rampTime() > 0) ? Math.min(1, seconds / rampTime()) : 1;
			return this.initial + (this.top - this.initial) * share;
		}

		private double rampTime() {
			return Math.abs(this.top - this.initial) / this.acceleration;
		}

	}

	/**
	 * A move from rest to a position, where it ends exactly and at rest.
	 *
	 * @param from start position
	 * @param to end position
	 * @param top maximum speed, positive
	 * @param acceleration acceleration of the start and of the braking, positive
	 */
	record Approach(double from, double to, double top, double acceleration) implements AxisTrajectory {

		@Override
		public double at(double seconds) {
			if (seconds >= time()) {
				return this.to;
			}
			double covered = (seconds < time() / 2) ? covered(seconds) : distance() - covered(time() - seconds);
			return this.from + Math.signum(this.to - this.from) * covered;
		}

		@Override
		public double velocity(double seconds) {
			if (seconds >= time()) {
				return 0;
			}
			double fromEnd = Math.min(seconds, time() - seconds);
			return Math.signum(this.to - this.from) * Math.min(fromEnd * this.acceleration, peak());
		}

		private double covered(double seconds) {
			double ramp = Math.min(seconds, rampTime());
			return this.acceleration * ramp * ramp / 2 + peak() * (seconds - ramp);
		}

		private double distance() {
			return Math.abs(this.to - this.from);
		}

		/**
		 * Returns the maximum speed of this move. A short move ends before it reaches the
		 * top speed.
		 */
		private double peak() {
			return Math.min(this.top, Math.sqrt(distance() * this.acceleration));
		}

		private double rampTime() {
			return peak() / this.acceleration;
		}

		private double time() {
			return (distance() > 0) ? rampTime() + distance() / peak() : 0;
		}

	}

}
