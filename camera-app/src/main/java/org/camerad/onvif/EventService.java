package org.camerad.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.camerad.thread.SharedTimer;

/**
 * The event service (ver10/events/wsdl) and the subscription manager of
 * WS-BaseNotification. A subscription has an address of its own.
 */
final class EventService {

	static final Duration MAX_PULL = Duration.ofMinutes(1);

	static final int MAX_MESSAGES = 100;

	private static final String PATH = "/onvif/event_service";

	static final String SUBSCRIPTION_PATH = "/onvif/subscription/";

	private static final Service.About ABOUT = new Service.About(Names.EVENTS, "tev", PATH, 26, 6);

	/** It has no address in the responses of GetServices. */
	private static final Service.About MANAGER = new Service.About(Names.NOTIFICATION, "wsnt", "", 1, 3);

	private static final Set<String> NOT_BUILT = Service.names("Seek AddEventBroker DeleteEventBroker GetEventBrokers");

	private static final Set<String> MANAGER_NOT_BUILT = Service.names("""
			GetCurrentMessage GetMessages DestroyPullPoint Notify CreatePullPoint PauseSubscription
			ResumeSubscription
			""");

	private final OnvifParts parts;

	private final EventSources sources;

	private EventService(OnvifParts parts, OnvifSettings settings) {
		this.parts = parts;
		this.sources = new EventSources(parts, settings);
	}

	/** Creates the services. */
	static List<Service> of(OnvifParts parts, OnvifSettings settings) {
		EventService service = new EventService(parts, settings);
		parts.events().setSource(service.sources);
		parts.head().setListener(new EventPresets(parts, new PtzPresetNames(parts.presets(), settings)));
		return List.of(
				Service.of(ABOUT, () -> true, EventService::writeCapabilities,
						new Service.Category("Events", EventService::writeCategory), NOT_BUILT, service.operations()),
				Service.part(MANAGER, MANAGER_NOT_BUILT,
						Stream.concat(service.manager(), new EventProducer(parts, service.sources).operations())));
	}

	private Stream<Operation> operations() {
		return Stream.concat(Stream.of(new Operation("GetEventProperties", Access.READ_MEDIA, this::writeProperties),
				new Operation("CreatePullPointSubscription", Access.READ_MEDIA, this::create),
				new Operation("PullMessages", Access.READ_MEDIA, this::pull),
				new Operation("SetSynchronizationPoint", Access.READ_MEDIA, this::synchronize)), manager());
	}

	/**
	 * Returns the operations of a subscription, which clients send in both namespaces.
	 */
	private Stream<Operation> manager() {
		return Stream.of(new Operation("Renew", Access.READ_MEDIA, this::renew),
				new Operation("Unsubscribe", Access.READ_MEDIA, this::unsubscribe));
	}

	private static void writeCapabilities(SoapWriter out) {
		out.start("tev:Capabilities").attribute("WSSubscriptionPolicySupport", false);
		// Not in the schema any more, but clients look for it.
		out.attribute("WSPullPointSupport", true);
		out.attribute("WSPausableSubscriptionManagerInterfaceSupport", false);
		out.attribute("MaxNotificationProducers", EventSubscriptions.MAX_PER_USER);
		out.attribute("MaxPullPoints", EventSubscriptions.MAX_PER_USER);
		out.attribute("PersistentNotificationStorage", false).end();
	}

	private static void writeCategory(SoapWriter out) {
		out.element("tt:WSSubscriptionPolicySupport", false).element("tt:WSPullPointSupport", true);
		out.element("tt:WSPausableSubscriptionManagerInterfaceSupport", false);
	}

	private Instant now() {
		return this.parts.now().truncatedTo(ChronoUnit.MILLIS);
	}

	private void writeProperties(SoapCall call, SoapWriter out) {
		out.element("tev:TopicNamespaceLocation", "http://www.onvif.org/onvif/ver10/topics/topicns.xml");
		out.element("wsnt:FixedTopicSet", true);
		EventWriter.writeTopics(this.sources.topics(), out);
		EventFilter.DIALECTS.forEach((dialect) -> out.element("wsnt:TopicExpressionDialect", dialect));
		out.element("tev:MessageContentFilterDialect", "");
		out.element("tev:MessageContentSchemaLocation", "http://www.onvif.org/onvif/ver10/schema/onvif.xsd");
	}

	private void create(SoapCall call, SoapWriter out) {
		SoapElement request = call.request();
		EventTerms terms = new EventTerms(now());
		Set<EventTopic> topics = terms.topics(request, this.sources.topics());
		boolean changedOnly = terms.changedOnly(request);
		Duration time = terms.initialTime(request);
		EventSubscription added = this.parts.events().add(user(call), topics, changedOnly, time);
		out.start("tev:SubscriptionReference");
		out.element("wsa:Address", call.base() + SUBSCRIPTION_PATH + added.id()).end();
		EventWriter.writeTimes("wsnt", now(), added, out);
	}

	private static String user(SoapCall call) {
		return Objects.requireNonNull(call.account(), "the operation needs a log-in").name();
	}

	/**
	 * Returns the subscription of a request: by its path, by the address that its header
	 * names, or by a parameter of the reference.
	 */
	private EventSubscription require(SoapCall call) {
		SoapExchange exchange = call.exchange();
		return Stream
			.of(Optional.of(exchange.path()), exchange.header("To"),
					exchange.header("SubscriptionId").map((id) -> SUBSCRIPTION_PATH + id))
			.flatMap(Optional::stream)
			.filter((address) -> address.contains(SUBSCRIPTION_PATH))
			.map((address) -> address.substring(address.indexOf(SUBSCRIPTION_PATH) + SUBSCRIPTION_PATH.length()))
			.findFirst()
			.flatMap((id) -> this.parts.events().find(id, Objects.requireNonNull(call.account())))
			.orElseThrow(() -> EventFaults.unknown(now()));
	}

	private void pull(SoapCall call, SoapWriter out) {
		EventSubscription subscription = require(call);
		Duration time = time(call.request());
		int limit = Math.min(call.request().requireNumber("MessageLimit"), MAX_MESSAGES);
		if (limit < 1) {
			throw SoapFault.invalidValue("MessageLimit must be at least 1");
		}
		if (subscription.isAwaited()) {
			throw busy();
		}
		// The subscription must live for that time after the response as well.
		subscription.extend(time.multipliedBy(2));
		List<EventMessage> messages = subscription.take(limit);
		boolean isReady = !messages.isEmpty() || time.isZero();
		Duration late = this.parts.persona().pullDelay();
		if (isReady && late.isZero()) {
			writeMessages(messages, subscription, out);
			return;
		}
		PendingResponse response = call.exchange().suspend("tev:PullMessagesResponse");
		Consumer<List<EventMessage>> answer = (found) -> later(late,
				() -> response.complete((body) -> writeMessages(found, subscription, body)));
		if (isReady) {
			answer.accept(messages);
			return;
		}
		await(subscription, time,
				new EventSubscription.Pull(limit, answer, () -> response.fail(EventFaults.unknown(now()))), response);
	}

	private static void later(Duration late, Runnable work) {
		if (late.isZero()) {
			work.run();
		}
		else {
			SharedTimer.later(late, work);
		}
	}

	private SoapFault busy() {
		return EventFaults.of("wsnt:UnableToGetMessagesFault", "another request waits for events of the subscription",
				now());
	}

	private Duration time(SoapElement request) {
		Duration time = SoapTime.duration(request.requireText("Timeout"));
		if (time.isNegative()) {
			throw SoapFault.invalidValue("Timeout must not be negative");
		}
		if (time.compareTo(MAX_PULL) > 0) {
			throw SoapFault.receiver("Timeout is at most PT60S", "tev:PullMessagesFaultResponse")
				.withDetail((out) -> out.start("tev:PullMessagesFaultResponse")
					.element("tev:MaxTimeout", "PT60S")
					.element("tev:MaxMessageLimit", MAX_MESSAGES)
					.end());
		}
		return time;
	}

	private void await(EventSubscription subscription, Duration time, EventSubscription.Pull pull,
			PendingResponse response) {
		response.onDisconnect(() -> subscription.forget(pull));
		if (!subscription.await(pull, time)) {
			response.fail(busy());
		}
	}

	private void writeMessages(List<EventMessage> messages, EventSubscription subscription, SoapWriter out) {
		EventWriter.writeTimes("tev", now(), subscription, out);
		messages.forEach((message) -> EventWriter.write(message, out));
	}

	private void synchronize(SoapCall call, SoapWriter out) {
		EventSubscription subscription = require(call);
		subscription.extend(Duration.ZERO);
		this.parts.events().synchronize(subscription);
	}

	private void renew(SoapCall call, SoapWriter out) {
		EventSubscription subscription = require(call);
		subscription.renew(new EventTerms(now()).newTime(call.request()));
		Instant now = now();
		out.element("wsnt:TerminationTime", EventWriter.end(now, subscription));
		out.element("wsnt:CurrentTime", now);
	}

	private void unsubscribe(SoapCall call, SoapWriter out) {
		EventSubscription subscription = require(call);
		this.parts.events().end((candidate) -> candidate == subscription);
	}

}
