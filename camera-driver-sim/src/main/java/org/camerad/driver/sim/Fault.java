package org.camerad.driver.sim;

import java.time.Duration;

/** One way in which a part can be made to fail. */
sealed interface Fault {

	/** What an operator reads about it, one line. */
	String detail();

	/** Changes are REFUSED; questions are answered. */
	record Refuse() implements Fault {

		@Override
		public String detail() {
			return "refuses every change, as was asked of the simulator";
		}

	}

	/** Nothing is answered. */
	record Unavailable() implements Fault {

		@Override
		public String detail() {
			return "does not answer, as was asked of the simulator";
		}

	}

	/**
	 * Everything is answered late.
	 *
	 * @param time how late
	 */
	record Delay(Duration time) implements Fault {

		@Override
		public String detail() {
			return "answers " + this.time.toMillis() + " ms late, as was asked of the simulator";
		}

	}

}
