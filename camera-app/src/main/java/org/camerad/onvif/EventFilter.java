package org.camerad.onvif;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The topics that a subscription selects. It knows topic expressions (Core specification
 * 9.6.3), but no filters of messages.
 */
final class EventFilter {

	/** ONVIF's own dialect and the one that it extends. */
	static final List<String> DIALECTS = List.of("http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet",
			"http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete");

	private static final int MAX_LENGTH = 4096;

	private static final String NAME = "(?:[\\w.-]+:)?[\\w.-]+";

	private static final Pattern PATH = Pattern.compile(NAME + "(?:/" + NAME + ")*(?://\\.)?",
			Pattern.UNICODE_CHARACTER_CLASS);

	private final Set<EventTopic> known;

	private final Instant now;

	/**
	 * Creates a filter.
	 * @param known the topics of the camera
	 * @param now the time of faults
	 */
	EventFilter(Set<EventTopic> known, Instant now) {
		this.known = known;
		this.now = now;
	}

	/**
	 * Returns the topics that all filters of a request select.
	 * @throws SoapFault for a filter that is unknown, wrong, or selects nothing
	 */
	Set<EventTopic> select(SoapElement filter) {
		Set<EventTopic> selected = EnumSet.copyOf(this.known);
		for (SoapElement part : filter.children()) {
			switch (part.name()) {
				case "TopicExpression" -> selected.retainAll(topics(part));
				case "MessageContent" -> throw fault("wsnt:InvalidMessageContentExpressionFault",
						"this camera does not filter events by their content");
				case "ProducerProperties" -> throw fault("wsnt:InvalidProducerPropertiesExpressionFault",
						"this camera does not filter events by properties of the producer");
				default -> throw EventFaults.of("wsnt:InvalidFilterFault", "there is no such filter", this.now,
						(out) -> out.start("wsnt:UnknownFilter")
							.attribute("xmlns:f", part.namespace().isEmpty() ? "urn:none" : part.namespace())
							.text("f:" + part.name())
							.end());
			}
		}
		return selected;
	}

	private SoapFault fault(String element, String reason) {
		return EventFaults.of(element, reason, this.now);
	}

	private Set<EventTopic> topics(SoapElement expression) {
		if (!DIALECTS.contains(expression.attributes().getOrDefault("Dialect", DIALECTS.get(0)))) {
			throw fault("wsnt:TopicExpressionDialectUnknownFault", "the dialects are " + String.join(" ", DIALECTS));
		}
		if (expression.text().length() > MAX_LENGTH) {
			throw fault("wsnt:InvalidTopicExpressionFault", "the expression is too long");
		}
		Set<EventTopic> selected = EnumSet.noneOf(EventTopic.class);
		Arrays.stream(expression.text().split("\\|", -1))
			.map(String::strip)
			.forEach((path) -> this.known.stream()
				.filter((topic) -> matches(path, topic, expression))
				.forEach(selected::add));
		if (selected.isEmpty()) {
			throw fault("wsnt:TopicNotSupportedFault", "this camera has none of these topics");
		}
		return selected;
	}

	private boolean matches(String path, EventTopic topic, SoapElement expression) {
		if (!PATH.matcher(path).matches()) {
			throw fault("wsnt:InvalidTopicExpressionFault", "the expression is no path of topics");
		}
		List<String> names = List.of(path.replaceFirst("//\\.$", "").split("/"));
		String root = names.get(0);
		String prefix = root.substring(0, Math.max(0, root.indexOf(':')));
		// Clients whose tools cannot declare a prefix use the usual one undeclared.
		if (!expression.prefixes().getOrDefault(prefix, Names.TOPICS).equals(Names.TOPICS) && !prefix.isEmpty()) {
			return false;
		}
		String wanted = names.stream()
			.map((name) -> name.substring(name.indexOf(':') + 1))
			.collect(Collectors.joining("/"));
		return topic.path().equals(wanted) || (path.endsWith("//.") && topic.path().startsWith(wanted + "/"));
	}

}
