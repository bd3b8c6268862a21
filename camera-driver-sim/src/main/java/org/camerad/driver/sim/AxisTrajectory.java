package org.camerad.driver.sim;

/**
 * Where one axis is as a function of time, in the axis' unit and seconds from the
 * course's beginning. Computed, not stepped: asking more often changes nothing.
 */
sealed interface AxisTrajectory {

	double at(double seconds);

	/** Units a second. */
	double velocity(double seconds);

	/**
	 * Standing still.
	 *
	 * @param place where
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
	 * @param from where it begins
	 * @param initial velocity at the beginning, of the same sign as {@code top}
	 * @param top velocity to reach
	 * @param acceleration units a second each second, positive
	 * @param stop the end stop in that direction
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
	 * A move from rest to a place, arriving there exactly and coming to rest.
	 *
	 * @param from where it begins
	 * @param to where it ends
	 * @param top the fastest it may go, positive
	 * @param acceleration for starting and for braking, positive
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

		/** A short way is over before the top velocity is reached. */
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
