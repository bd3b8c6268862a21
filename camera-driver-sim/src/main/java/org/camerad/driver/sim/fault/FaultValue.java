package org.camerad.driver.sim.fault;

import java.time.Duration;

/** How strong a fault is, or which way it takes. */
public sealed interface FaultValue {

	/** As it was written, the way an operator would write it again. */
	String text();

	/** It is there, and there is no more to say. */
	record Present() implements FaultValue {

		@Override
		public String text() {
			return "";
		}

	}

	/** Changes are REFUSED; questions are answered. */
	record Refuse() implements FaultValue {

		@Override
		public String text() {
			return "refuse";
		}

	}

	/** Nothing is answered. */
	record Unavailable() implements FaultValue {

		@Override
		public String text() {
			return "unavailable";
		}

	}

	/**
	 * So much later, or earlier.
	 *
	 * @param time how much; below zero is earlier
	 */
	record Time(Duration time) implements FaultValue {

		@Override
		public String text() {
			return DurationText.text(this.time);
		}

	}

	/**
	 * A part of what is usual.
	 *
	 * @param share 0 to 1
	 */
	record Share(double share) implements FaultValue {

		@Override
		public String text() {
			return Double.toString(this.share);
		}

	}

}
