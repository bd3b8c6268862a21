package org.camerad.onvif;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Writes events and the descriptions of topics. */
final class EventWriter {

	private static final String CONCRETE = "http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete";

	private EventWriter() {
	}

	/** Writes the present time, and the time at which a subscription ends. */
	static void writeTimes(String prefix, Instant now, EventSubscription subscription, SoapWriter out) {
		out.element(prefix + ":CurrentTime", now);
		out.element(prefix + ":TerminationTime", end(now, subscription));
	}

	/** Returns the time at which a subscription ends, in whole seconds, not too early. */
	static Instant end(Instant now, EventSubscription subscription) {
		return now.plus(subscription.left()).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
	}

	/** Writes the element of an event in a response or in a notification. */
	static void write(EventMessage message, SoapWriter out) {
		EventTopic topic = message.topic();
		out.start("wsnt:NotificationMessage").start("wsnt:Topic").attribute("Dialect", CONCRETE);
		out.text("tns1:" + topic.path()).end();
		out.start("wsnt:Message").start("tt:Message").attribute("UtcTime", message.time());
		if (topic.isProperty()) {
			out.attribute("PropertyOperation", message.operation().word());
		}
		writeItems("tt:Source", topic.source(), message.source(), out);
		writeItems("tt:Data", topic.data(), message.data(), out);
		out.end().end().end();
	}

	private static void writeItems(String name, List<EventTopic.Item> items, List<String> values, SoapWriter out) {
		out.start(name);
		for (int i = 0; i < items.size(); i++) {
			out.start("tt:SimpleItem").attribute("Name", items.get(i).name()).attribute("Value", values.get(i)).end();
		}
		out.end();
	}

	/** Writes the tree of topics. Only its root topics have a namespace. */
	static void writeTopics(Collection<EventTopic> topics, SoapWriter out) {
		TreeMap<String, EventTopic> byPath = new TreeMap<>();
		topics.forEach((topic) -> byPath.put(topic.path(), topic));
		out.start("wstop:TopicSet");
		List<String> open = List.of();
		for (EventTopic topic : byPath.values()) {
			List<String> path = List.of(topic.path().split("/"));
			int shared = shared(open, path);
			close(open.size() - shared, out);
			for (int i = shared; i < path.size(); i++) {
				out.start((i == 0) ? "tns1:" + path.get(i) : path.get(i));
			}
			writeDescription(topic, out);
			open = path;
		}
		close(open.size(), out);
		out.end();
	}

	private static int shared(List<String> first, List<String> second) {
		int shared = 0;
		while (shared < first.size() && first.get(shared).equals(second.get(shared))) {
			shared++;
		}
		return shared;
	}

	private static void close(int elements, SoapWriter out) {
		for (int i = 0; i < elements; i++) {
			out.end();
		}
	}

	private static void writeDescription(EventTopic topic, SoapWriter out) {
		out.attribute("wstop:topic", true).start("tt:MessageDescription").attribute("IsProperty", topic.isProperty());
		writeDescriptions("tt:Source", topic.source(), out);
		writeDescriptions("tt:Data", topic.data(), out);
		out.end();
	}

	private static void writeDescriptions(String name, List<EventTopic.Item> items, SoapWriter out) {
		if (items.isEmpty()) {
			return;
		}
		out.start(name);
		items.forEach((item) -> out.start("tt:SimpleItemDescription")
			.attribute("Name", item.name())
			.attribute("Type", item.type())
			.end());
		out.end();
	}

}
