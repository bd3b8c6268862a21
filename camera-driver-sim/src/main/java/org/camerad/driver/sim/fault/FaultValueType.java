package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;

/** The types of fault values. */
enum FaultValueType {

	NONE("") {
		@Override
		Optional<FaultValue> parse(String text) {
			return text.isEmpty() ? Optional.of(new FaultValue.Present()) : Optional.empty();
		}
	},

	/** A duration. */
	TIME("a time from 0 to 10m such as 500ms, 2s or 2") {
		@Override
		Optional<FaultValue> parse(String text) {
			return DurationText.parse(text)
				.filter((time) -> !time.isNegative() && time.compareTo(MAX_TIME) <= 0)
				.map(FaultValue.Time::new);
		}
	},

	/** An offset in either direction. */
	OFFSET("a time from -3650d to 3650d such as -1h") {
		@Override
		Optional<FaultValue> parse(String text) {
			return DurationText.parse(text)
				.filter((time) -> time.abs().compareTo(MAX_OFFSET) <= 0)
				.map(FaultValue.Time::new);
		}
	},

	SHARE("a number above 0 to 1") {
		@Override
		Optional<FaultValue> parse(String text) {
			try {
				double share = Double.parseDouble(text);
				return (share > 0 && share <= 1) ? Optional.of(new FaultValue.Share(share)) : Optional.empty();
			}
			catch (NumberFormatException ex) {
				return Optional.empty();
			}
		}
	},

	/** The behaviour of a part: refuse, unavailable or late. */
	BEHAVIOR("refuse, unavailable or a time from 0 to 10m such as 500ms, 2s or 2") {
		@Override
		Optional<FaultValue> parse(String text) {
			return switch (text) {
				case "refuse" -> Optional.of(new FaultValue.Refuse());
				case "unavailable" -> Optional.of(new FaultValue.Unavailable());
				default -> TIME.parse(text);
			};
		}
	};

	private static final Duration MAX_TIME = Duration.ofMinutes(10);

	private static final Duration MAX_OFFSET = Duration.ofDays(3650);

	private final String expected;

	FaultValueType(String expected) {
		this.expected = expected;
	}

	/** Returns a description of valid values, empty if the fault has no value. */
	String expected() {
		return this.expected;
	}

	abstract Optional<FaultValue> parse(String text);

}
