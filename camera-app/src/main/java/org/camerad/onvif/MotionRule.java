package org.camerad.onvif;

import java.util.Optional;

import org.camerad.driver.MotionEvent;

/**
 * The settings of the motion rule that only ONVIF has.
 *
 * @param name its name
 * @param minCount the number of active cells from which on there is motion
 * @param onDelayMillis the time for which there must be motion until the rule tells it
 * @param offDelayMillis the time without motion until the rule tells its end
 */
record MotionRule(String name, int minCount, int onDelayMillis, int offDelayMillis) {

	static final int MAX_NAME = 64;

	static final int MAX_DELAY_MILLIS = 60_000;

	/** The rule of a camera whose motion detection was switched on by the contract. */
	private static final MotionRule INITIAL = new MotionRule(MotionTokens.RULE, 1, 0, 0);

	private static final String SETTING = "motion_rule";

	/** Returns the saved rule. */
	static MotionRule of(OnvifSettings settings) {
		return settings.find(SETTING).flatMap(MotionRule::parse).orElse(INITIAL);
	}

	private static Optional<MotionRule> parse(String text) {
		String[] parts = text.split(" ", 4);
		if (parts.length < 4 || !text.matches("(?s)([0-9]{1,9} ){3}.+")) {
			return Optional.empty();
		}
		return Optional.of(new MotionRule(parts[3], Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
				Integer.parseInt(parts[2])));
	}

	/** Returns whether a state of the motion detector is motion for the rule. */
	boolean counts(MotionEvent event) {
		return event.active() && event.blocks().cardinality() >= this.minCount;
	}

	void save(OnvifSettings settings) {
		if (!equals(of(settings))) {
			settings.save(SETTING,
					this.minCount + " " + this.onDelayMillis + " " + this.offDelayMillis + " " + this.name);
		}
	}

}
