package org.camerad.onvif;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response that is written later. Until then it holds a connection, but no thread. A
 * thread of the web server writes it, so that a slow client delays nobody else. Any
 * thread.
 */
final class PendingResponse {

	private static final Logger logger = LoggerFactory.getLogger(PendingResponse.class);

	/** An output of a response. */
	@FunctionalInterface
	private interface Output {

		void send() throws IOException;

	}

	private final SoapExchange exchange;

	private final String element;

	private final AsyncContext context;

	private final AtomicBoolean done = new AtomicBoolean();

	PendingResponse(SoapExchange exchange, String element, AsyncContext context) {
		this.exchange = exchange;
		this.element = element;
		this.context = context;
		// The operation has a time limit of its own.
		context.setTimeout(0);
	}

	/** Sets the work to do when the client has disconnected before the response. */
	void onDisconnect(Runnable work) {
		this.context.addListener(new DisconnectListener(work));
	}

	/** Sends the response, unless it was sent. Returns at once. */
	void complete(Consumer<SoapWriter> content) {
		run(() -> {
			SoapWriter out = this.exchange.start().start(this.element);
			content.accept(out);
			this.exchange.send(out);
		});
	}

	/** Sends a fault, unless the response was sent. Returns at once. */
	void fail(SoapFault fault) {
		run(() -> this.exchange.send(fault));
	}

	private void run(Output output) {
		if (this.done.getAndSet(true)) {
			return;
		}
		try {
			this.context.start(() -> write(output));
		}
		catch (IllegalStateException ex) {
			logger.debug("a client disconnected before its response was written: {}", ex.toString());
		}
	}

	private void write(Output output) {
		try {
			output.send();
		}
		catch (IOException ex) {
			logger.debug("a client disconnected before its response was sent: {}", ex.toString());
		}
		finally {
			this.context.complete();
		}
	}

	/** A listener for the end of the connection. */
	private final class DisconnectListener implements AsyncListener {

		private final Runnable work;

		DisconnectListener(Runnable work) {
			this.work = work;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			// The response was sent.
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// There is no time limit.
		}

		@Override
		public void onError(AsyncEvent event) {
			PendingResponse.this.done.set(true);
			this.work.run();
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// The request is not started again.
		}

	}

}
