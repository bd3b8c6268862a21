package org.camerad.driver.sim.fault;

import java.time.Duration;

/** The strength or the behaviour of a fault. */
public sealed interface FaultValue {

	/** Returns the text from which the value can be parsed. */
	String text();

	/** A fault without a value. */
	record Present() implements FaultValue {

		@Override
		public String text() {
			return "";
		}

	}

	/** Changes are REFUSED; queries work. */
	record Refuse() implements FaultValue {

		@Override
		public String text() {
			return "refuse";
		}

	}

	/** Every call is UNAVAILABLE. */
	record Unavailable() implements FaultValue {

		@Override
		public String text() {
			return "unavailable";
		}

	}

	/**
	 * A delay or an offset.
	 *
	 * @param time the delay; a negative offset is in the past
	 */
	record Time(Duration time) implements FaultValue {

		@Override
		public String text() {
			return DurationText.text(this.time);
		}

	}

	/**
	 * A share of the normal value.
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
