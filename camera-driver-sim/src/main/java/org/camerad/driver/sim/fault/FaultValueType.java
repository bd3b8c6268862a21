package org.camerad.driver.sim.fault;

import java.time.Duration;
import java.util.Optional;

/** What the value of a kind of fault may be. */
enum FaultValueType {

	NONE("") {
		@Override
		Optional<FaultValue> parse(String text) {
			return text.isEmpty() ? Optional.of(new FaultValue.Present()) : Optional.empty();
		}
	},

	/** How long. */
	TIME("a time from 0 to 10m such as 500ms, 2s or 2") {
		@Override
		Optional<FaultValue> parse(String text) {
			return DurationText.parse(text)
				.filter((time) -> !time.isNegative() && time.compareTo(MAX_TIME) <= 0)
				.map(FaultValue.Time::new);
		}
	},

	/** How far, to either side. */
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

	/** How a part of the camera answers. */
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

	/** What is expected, for operators; empty when there is no value. */
	String expected() {
		return this.expected;
	}

	abstract Optional<FaultValue> parse(String text);

}
