package org.camerad.onvif;

import java.time.Instant;
import java.util.List;

/**
 * An event. Immutable.
 *
 * @param topic its topic
 * @param time its time by the camera's clock
 * @param operation what happened to a property; NONE for another topic
 * @param source the values of the topic's source items, in their order
 * @param data the values of the topic's data items, in their order
 */
record EventMessage(EventTopic topic, Instant time, Operation operation, List<String> source, List<String> data) {

	/** The changes of a property. */
	enum Operation {

		/** No property. */
		NONE(""),

		/** The state that a subscriber is told first, or has asked for. */
		INITIALIZED("Initialized"),

		/** A new state. */
		CHANGED("Changed");

		private final String word;

		Operation(String word) {
			this.word = word;
		}

		String word() {
			return this.word;
		}

	}

	/** Returns an event of a topic without a state. */
	static EventMessage of(EventTopic topic, Instant time, List<String> source, List<String> data) {
		return new EventMessage(topic, time, topic.isProperty() ? Operation.CHANGED : Operation.NONE, source, data);
	}

	/** Returns the state of the motion rule. */
	static EventMessage motion(Instant time, String rule, boolean active) {
		return of(EventTopic.CELL_MOTION, time,
				List.of(MotionTokens.VIDEO_SOURCE_CONFIGURATION, MotionTokens.ANALYTICS_CONFIGURATION, rule),
				List.of(String.valueOf(active)));
	}

	/** Returns the state of a property, for a subscriber that is told it first. */
	EventMessage initialized() {
		return new EventMessage(this.topic, this.time, Operation.INITIALIZED, this.source, this.data);
	}

}
