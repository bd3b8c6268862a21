package org.camerad.onvif;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.camerad.operation.RateLimitedLogger;
import org.camerad.thread.SerialExecutor;
import org.camerad.thread.SharedTimer;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A sender of events to the address that a client has subscribed (Notify). It sends one
 * request at a time, follows no redirect and reads no response body. A request that fails
 * is repeated twice; then the subscription ends. Thread-safe.
 */
final class NotifySender implements EventSubscription.Receiver {

	private static final RateLimitedLogger repeated = new RateLimitedLogger(LoggerFactory.getLogger(NotifySender.class),
			"ended ONVIF subscriptions");

	private static final int MAX_FAILURES = 3;

	private static final int MAX_MESSAGES = 32;

	private static final String ACTION = "http://docs.oasis-open.org/wsn/bw-2/NotificationConsumer/Notify";

	private final HttpClient client;

	private final URI address;

	private final EventSubscription subscription;

	private final Supplier<SoapWriter> writers;

	private final Runnable onFailed;

	private final Duration timeout;

	private final SerialExecutor executor = new SerialExecutor("onvif-notify", 2);

	/** The request under way, or the last one. */
	private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

	private boolean busy;

	private boolean ended;

	private int failures;

	/**
	 * Creates a sender.
	 * @param address the address with the numbers of an IP address, so that no name is
	 * looked up later
	 * @param writers creates the writer of each request
	 * @param onFailed ends the subscription
	 * @param timeout the time for one request
	 */
	NotifySender(HttpClient client, URI address, EventSubscription subscription, Supplier<SoapWriter> writers,
			Runnable onFailed, Duration timeout) {
		this.writers = writers;
		this.client = client;
		this.address = address;
		this.subscription = subscription;
		this.onFailed = onFailed;
		this.timeout = timeout;
	}

	/** Creates the client of all senders. It has no proxy and follows no redirect. */
	static HttpClient client(Duration timeout) {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.proxy(HttpClient.Builder.NO_PROXY)
			.connectTimeout(timeout)
			.build();
	}

	@Override
	public synchronized void onEvents() {
		if (!this.busy && !this.ended) {
			this.busy = true;
			execute(this::sendNext);
		}
	}

	@Override
	public synchronized void onEnd() {
		this.ended = true;
		this.sending.cancel(true);
	}

	private void execute(Runnable work) {
		try {
			this.executor.execute(work);
		}
		catch (RejectedExecutionException ex) {
			throw new IllegalStateException("more than one request is under way", ex);
		}
	}

	private void sendNext() {
		List<EventMessage> messages;
		synchronized (this) {
			messages = this.subscription.take(MAX_MESSAGES);
			if (messages.isEmpty()) {
				this.busy = false;
				return;
			}
		}
		send(document(messages));
	}

	private String document(List<EventMessage> messages) {
		SoapWriter out = this.writers.get().startEnvelope().start("env:Header");
		out.element("wsa:Action", ACTION).element("wsa:To", this.address).end();
		out.start("env:Body").start("wsnt:Notify");
		messages.forEach((message) -> EventWriter.write(message, out));
		return out.finish();
	}

	private void send(String document) {
		HttpRequest request = HttpRequest.newBuilder(this.address)
			.header("Content-Type", "application/soap+xml;charset=utf-8;action=\"" + ACTION + "\"")
			.timeout(this.timeout)
			.POST(HttpRequest.BodyPublishers.ofString(document, StandardCharsets.UTF_8))
			.build();
		CompletableFuture<HttpResponse<Void>> response = this.client.sendAsync(request,
				(head) -> new NoBodySubscriber());
		synchronized (this) {
			this.sending = response;
			if (this.ended) {
				response.cancel(true);
			}
		}
		response.whenComplete(
				(answer, failure) -> onAnswer(document, (failure != null) ? failure.toString() : problem(answer)));
	}

	private static String problem(HttpResponse<Void> answer) {
		return (answer.statusCode() / 100 == 2) ? "" : "it responds with status " + answer.statusCode();
	}

	private void onAnswer(String document, String problem) {
		boolean failed = false;
		synchronized (this) {
			if (this.ended) {
				return;
			}
			if (problem.isEmpty()) {
				this.failures = 0;
				this.subscription.extend(Duration.ZERO);
				execute(this::sendNext);
			}
			else if (++this.failures < MAX_FAILURES) {
				SharedTimer.later(Duration.ofSeconds(this.failures), () -> execute(() -> send(document)));
			}
			else {
				failed = true;
			}
		}
		if (failed) {
			repeated.log(Level.WARN, "ended the subscription of {}, because it does not accept events: {}",
					this.address.getAuthority(), problem);
			this.onFailed.run();
		}
	}

	/** A subscriber that wants no body: one without an end would keep its connection. */
	private static final class NoBodySubscriber implements HttpResponse.BodySubscriber<Void> {

		@Override
		public CompletionStage<Void> getBody() {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public void onSubscribe(Flow.Subscription body) {
			body.cancel();
		}

		@Override
		public void onNext(List<ByteBuffer> bytes) {
			// Sent before the end of the subscription was noticed.
		}

		@Override
		public void onError(Throwable failure) {
			// The status was received.
		}

		@Override
		public void onComplete() {
			// The status was received.
		}

	}

}
