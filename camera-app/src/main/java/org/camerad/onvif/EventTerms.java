package org.camerad.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The terms of a subscription that a client asks for. */
final class EventTerms {

	static final Duration MAX_TIME = Duration.ofDays(1);

	/** The time of a subscription whose client asks for none. */
	private static final Duration DEFAULT_TIME = Duration.ofMinutes(1);

	private static final Duration MIN_TIME = Duration.ofSeconds(1);

	private final Instant now;

	EventTerms(Instant now) {
		this.now = now;
	}

	/** Returns the selected topics, all without a filter. */
	Set<EventTopic> topics(SoapElement request, Set<EventTopic> known) {
		return request.find("Filter").map(new EventFilter(known, this.now)::select).orElse(known);
	}

	/** Returns whether states are not to be repeated at the start. */
	boolean changedOnly(SoapElement request) {
		boolean changedOnly = false;
		for (SoapElement policy : request.find("SubscriptionPolicy")
			.map(SoapElement::children)
			.orElse(java.util.List.of())) {
			switch (policy.name()) {
				case "ChangedOnly" -> changedOnly = policy.text().isEmpty() || policy.flag();
				case "UseRaw" -> throw EventFaults.of("wsnt:UnsupportedPolicyRequestFault",
						"events are always sent in the element Notify", this.now);
				default ->
					throw EventFaults.of("wsnt:UnrecognizedPolicyRequestFault", "there is no such policy", this.now);
			}
		}
		return changedOnly;
	}

	/** Returns the time that a new subscription has. */
	Duration initialTime(SoapElement request) {
		return time(request.findText("InitialTerminationTime").filter((text) -> !text.isEmpty()),
				"wsnt:UnacceptableInitialTerminationTimeFault");
	}

	/** Returns the time that a renewed subscription has. */
	Duration newTime(SoapElement request) {
		return time(request.findText("TerminationTime").filter((text) -> !text.isEmpty()),
				"wsnt:UnacceptableTerminationTimeFault");
	}

	private Duration time(Optional<String> text, String fault) {
		Duration time = text.map((wanted) -> SoapTime.until(wanted, this.now)).orElse(DEFAULT_TIME);
		if (time.compareTo(MIN_TIME) < 0 || time.compareTo(MAX_TIME) > 0) {
			throw EventFaults.of(fault, "the time must be from PT1S to P1D", this.now,
					(out) -> out.element("wsnt:MinimumTime", limit(MIN_TIME))
						.element("wsnt:MaximumTime", limit(MAX_TIME)));
		}
		return time;
	}

	private Instant limit(Duration time) {
		return this.now.plus(time).truncatedTo(ChronoUnit.SECONDS);
	}

}
