package org.camerad.onvif;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A writer of the headers of responses. */
final class SoapHeaders {

	private static final String FAULT_2005 = Names.ADDRESSING + "/soap/fault";

	private static final String FAULT_2004 = Names.ADDRESSING_2004 + "/fault";

	private SoapHeaders() {
	}

	/**
	 * Answers the headers of WS-Addressing, which clients of .NET expect, in the version
	 * of the request.
	 */
	static void write(SoapEnvelope request, SoapWriter out) {
		Optional<SoapElement> action = request.addressing("Action");
		if (action.isEmpty() && request.addressing("MessageID").isEmpty()) {
			return;
		}
		out.start("env:Header");
		action.ifPresent((element) -> write("Action", element.namespace(),
				element.text().replaceFirst("Request$", "") + "Response", out));
		writeRelation(request, out);
		out.end();
	}

	private static void writeRelation(SoapEnvelope request, SoapWriter out) {
		request.addressing("MessageID")
			.ifPresent((message) -> write("RelatesTo", message.namespace(), message.text(), out));
	}

	private static void write(String name, String namespace, String text, SoapWriter out) {
		out.start("wsa:" + name);
		if (!namespace.equals(Names.ADDRESSING)) {
			out.attribute("xmlns:wsa", namespace);
		}
		out.text(text).end();
	}

	/**
	 * Writes the headers of a fault.
	 * @param request the request, null if it could not be read
	 */
	static void write(SoapFault fault, @Nullable SoapEnvelope request, SoapWriter out) {
		if (fault.code() == SoapFault.Code.VERSION_MISMATCH) {
			out.start("env:Header").start("env:Upgrade").start("env:SupportedEnvelope");
			out.attribute("qname", "env:Envelope").end().end().end();
		}
		else if (fault.code() == SoapFault.Code.MUST_UNDERSTAND) {
			out.start("env:Header");
			writeNotUnderstood(fault.notUnderstood(), out);
			out.end();
		}
		else if (request != null && request.addressing("MessageID").isPresent()) {
			String namespace = request.addressing("MessageID").map(SoapElement::namespace).orElseThrow();
			out.start("env:Header");
			write("Action", namespace, namespace.equals(Names.ADDRESSING) ? FAULT_2005 : FAULT_2004, out);
			writeRelation(request, out);
			out.end();
		}
	}

	private static void writeNotUnderstood(List<SoapElement> headers, SoapWriter out) {
		for (SoapElement header : headers) {
			boolean qualified = !header.namespace().isEmpty();
			out.start("env:NotUnderstood").attribute("qname", (qualified ? "q:" : "") + header.name());
			if (qualified) {
				out.attribute("xmlns:q", header.namespace());
			}
			out.end();
		}
	}

}
