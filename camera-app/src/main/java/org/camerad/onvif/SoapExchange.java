package org.camerad.onvif;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP, and its response. One thread, up to {@link #suspend}; then the
 * one that writes the response.
 */
final class SoapExchange {

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final OnvifPersona persona;

	/** Null until the request has been parsed. */
	private @Nullable SoapEnvelope envelope;

	private boolean suspended;

	/**
	 * Creates an exchange.
	 * @param persona the deviations from the specification that the response has
	 */
	SoapExchange(HttpServletRequest request, HttpServletResponse response, OnvifPersona persona) {
		this.request = request;
		this.response = response;
		this.persona = persona;
	}

	HttpServletRequest request() {
		return this.request;
	}

	HttpServletResponse response() {
		return this.response;
	}

	/** Returns the path of the request. */
	String path() {
		return this.request.getRequestURI();
	}

	/** Sets the envelope of the request. Its headers decide those of the response. */
	void received(SoapEnvelope received) {
		this.envelope = received;
	}

	/** Returns the text of the first header of a local name. */
	Optional<String> header(String name) {
		return Optional.ofNullable(this.envelope).flatMap((known) -> known.find(name));
	}

	/** Starts a response, up to the content of its body. */
	SoapWriter start() {
		SoapWriter out = new SoapWriter(this.persona::outward).startEnvelope();
		if (this.envelope != null) {
			SoapHeaders.write(this.envelope, out);
		}
		return out.start("env:Body");
	}

	/** Sends a response. */
	void send(SoapWriter out) throws IOException {
		send(HttpServletResponse.SC_OK, out);
	}

	/** Sends a fault. */
	void send(SoapFault fault) throws IOException {
		SoapWriter out = new SoapWriter().startEnvelope();
		SoapHeaders.write(fault, this.envelope, out);
		send(fault.status(), out.start("env:Body").fault(fault));
	}

	private void send(int status, SoapWriter out) throws IOException {
		byte[] bytes = out.finish().getBytes(StandardCharsets.UTF_8);
		this.response.setStatus(status);
		this.response.setContentType("application/soap+xml;charset=utf-8");
		this.response.setContentLength(bytes.length);
		this.response.getOutputStream().write(bytes);
	}

	/**
	 * Lets the request's thread go before there is a response.
	 * @param element the element of the response
	 */
	PendingResponse suspend(String element) {
		this.suspended = true;
		return new PendingResponse(this, element, this.request.startAsync());
	}

	/** Returns whether the response is written later. */
	boolean isSuspended() {
		return this.suspended;
	}

}
