package org.camerad.network;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.cgi.RequestBody;
import org.camerad.limit.KeyedPlaces;
import org.jspecify.annotations.Nullable;

/**
 * The announced body of one request. It reads as empty until an endpoint admits it; then
 * it has a total time limit. Confined to the request's thread.
 */
final class GuardedBody implements InputBuffer, RequestBody {

	private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

	private final Request request;

	private final Response response;

	private final SocketWrapperBase<?> socket;

	private final InputBuffer source;

	private final KeyedPlaces places;

	private final String client;

	private final boolean expectsContinue;

	private @Nullable Limits limits;

	private boolean holdsPlace;

	private long startNanos;

	private long bytesRead;

	/**
	 * Puts a guard before the body of a request. The response closes the connection
	 * unless the body is admitted.
	 * @param places the places for bodies that are read
	 * @param client the group of the client's address
	 */
	GuardedBody(Request request, SocketWrapperBase<?> socket, KeyedPlaces places, String client) {
		this.request = request;
		this.response = request.getResponse();
		this.socket = socket;
		this.source = request.getInputBuffer();
		this.places = places;
		this.client = client;
		this.expectsContinue = request.hasExpectation();
		request.setExpectation(false);
		request.setInputBuffer(this);
		request.setAttribute(RequestBody.ATTRIBUTE, this);
		this.response.addHeader("Connection", "close");
	}

	@Override
	public boolean admit(Limits limits) {
		if (this.limits == null) {
			if (!this.places.take(this.client)) {
				return false;
			}
			this.holdsPlace = true;
			this.request.setExpectation(this.expectsContinue);
			this.response.getMimeHeaders().removeHeader("Connection");
			this.startNanos = System.nanoTime();
		}
		this.limits = limits;
		return true;
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		Limits current = this.limits;
		if (current == null) {
			return -1;
		}
		if (this.bytesRead > current.maxBytes()) {
			throw new IOException("the body has more than " + current.maxBytes() + " bytes");
		}
		this.socket.setReadTimeout(millisLeft(current));
		int read = this.source.doRead(handler);
		this.bytesRead += Math.max(0, read);
		if (read < 0) {
			giveBackPlace();
		}
		return read;
	}

	private void giveBackPlace() {
		if (this.holdsPlace) {
			this.holdsPlace = false;
			this.places.giveBack(this.client);
		}
	}

	/** Returns for how long the next read may wait. */
	private long millisLeft(Limits current) throws SocketTimeoutException {
		long allowed = current.timeout().toNanos();
		if (current.minBytesPerSecond() > 0) {
			long atMinRate = Duration.ofSeconds(1).toNanos() / current.minBytesPerSecond() * this.bytesRead;
			allowed = Math.min(allowed, GRACE_NANOS + atMinRate);
		}
		long left = Duration.ofNanos(allowed - (System.nanoTime() - this.startNanos)).toMillis();
		if (left <= 0) {
			throw new SocketTimeoutException("the body is too slow");
		}
		return left;
	}

	@Override
	public int available() {
		return (this.limits == null) ? 0 : this.source.available();
	}

	/** Takes the guard away when the request has been served. */
	void end() {
		this.request.setInputBuffer(this.source);
		giveBackPlace();
	}

}
