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

	/**
	 * A step of a path. A pattern of whole paths would need a stack as long as a path.
	 */
	private static final Pattern STEP = Pattern.compile("(?:[\\w.-]+:)?[\\w.-]+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final String BELOW = "//.";

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
			.forEach((path) -> selected.addAll(matching(path, expression)));
		if (selected.isEmpty()) {
			throw fault("wsnt:TopicNotSupportedFault", "this camera has none of these topics");
		}
		return selected;
	}

	/** Returns the topics of one path. */
	private Set<EventTopic> matching(String path, SoapElement expression) {
		boolean below = path.endsWith(BELOW);
		String[] names = (below ? path.substring(0, path.length() - BELOW.length()) : path).split("/", -1);
		for (String name : names) {
			if (!STEP.matcher(name).matches()) {
				throw fault("wsnt:InvalidTopicExpressionFault", "the expression is no path of topics");
			}
		}
		if (!isOnvif(names[0], expression)) {
			return Set.of();
		}
		String wanted = Arrays.stream(names)
			.map((name) -> name.substring(name.indexOf(':') + 1))
			.collect(Collectors.joining("/"));
		return this.known.stream()
			.filter((topic) -> topic.path().equals(wanted) || (below && topic.path().startsWith(wanted + "/")))
			.collect(Collectors.toSet());
	}

	/** Clients whose tools cannot declare a prefix use the usual one undeclared. */
	private static boolean isOnvif(String root, SoapElement expression) {
		int colon = root.indexOf(':');
		return colon < 0 || expression.prefixes()
			.find(root.substring(0, colon))
			.filter((any) -> !any.equals(Names.TOPICS))
			.isEmpty();
	}

}
