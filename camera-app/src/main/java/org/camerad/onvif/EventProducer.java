package org.camerad.onvif;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The producer of notifications of WS-BaseNotification: it sends events to the clients
 * that subscribe.
 */
final class EventProducer {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final OnvifParts parts;

	private final EventSources sources;

	private final NotifyAddress addresses = new NotifyAddress();

	/** Held by the senders, so that it ends with the last one. */
	private WeakReference<HttpClient> client = new WeakReference<>(null);

	EventProducer(OnvifParts parts, EventSources sources) {
		this.parts = parts;
		this.sources = sources;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("Subscribe", Access.READ_MEDIA, this::subscribe));
	}

	private void subscribe(SoapCall call, SoapWriter out) {
		SoapElement request = call.request();
		Instant now = this.parts.now().truncatedTo(ChronoUnit.MILLIS);
		EventTerms terms = new EventTerms(now);
		Set<EventTopic> topics = terms.topics(request, this.sources.topics());
		boolean changedOnly = terms.changedOnly(request);
		Duration time = terms.initialTime(request);
		String consumer = request.require("ConsumerReference").requireText("Address");
		URI address = this.addresses.find(consumer, call.address())
			.orElseThrow(() -> EventFaults.of("wsnt:SubscribeCreationFailedFault",
					"events are only sent by HTTP, to the address that the request came from", now));
		String user = Objects.requireNonNull(call.account(), "the operation needs a log-in").name();
		EventSubscription added = this.parts.events().add(user, topics, changedOnly, time);
		added.pushTo(new NotifySender(client(), address, added, () -> new SoapWriter(this.parts.persona()::outward),
				() -> this.parts.events().end((subscription) -> subscription == added), TIMEOUT));
		out.start("wsnt:SubscriptionReference");
		out.element("wsa:Address", call.base() + EventService.SUBSCRIPTION_PATH + added.id()).end();
		EventWriter.writeTimes("wsnt", now, added, out);
	}

	private synchronized HttpClient client() {
		HttpClient known = this.client.get();
		if (known == null) {
			known = NotifySender.client(TIMEOUT);
			this.client = new WeakReference<>(known);
		}
		return known;
	}

}
