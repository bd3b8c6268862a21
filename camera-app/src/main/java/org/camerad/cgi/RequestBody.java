package org.camerad.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The body that a request announces. The service reads a body only for an endpoint that
 * opens it: for every other one the request has no body, and its connection ends with the
 * response. Used by the request's thread.
 */
public interface RequestBody {

	/** The request attribute of the body, absent if the request announces none. */
	String ATTRIBUTE = RequestBody.class.getName();

	/**
	 * The limits of one body. Reading it occupies a thread, and only few bodies are read
	 * at once.
	 *
	 * @param maxBytes the size in bytes beyond which reading fails
	 * @param timeout the time for the whole body
	 * @param minBytesPerSecond the lowest average rate after the first five seconds, 0
	 * for none
	 */
	record Limits(long maxBytes, Duration timeout, long minBytesPerSecond) {
	}

	/**
	 * Takes one of the places for bodies that are read, until the request ends.
	 * @return false if no place is free
	 */
	boolean admit(Limits limits);

	/**
	 * Opens the body of a request, empty if it announces none. A read beyond the limits
	 * throws an exception: {@link java.net.SocketTimeoutException} for a body that is too
	 * slow.
	 * @throws CgiFault {@code device error} if too many bodies are being read
	 */
	static InputStream open(HttpServletRequest request, Limits limits) throws IOException {
		if (request.getAttribute(ATTRIBUTE) instanceof RequestBody body && !body.admit(limits)) {
			throw CgiFault.deviceError();
		}
		return request.getInputStream();
	}

}
