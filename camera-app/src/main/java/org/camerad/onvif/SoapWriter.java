package org.camerad.onvif;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A writer of SOAP 1.2 envelopes, without line breaks: some clients search responses line
 * by line. The envelope declares the prefixes of all elements. One thread.
 */
final class SoapWriter {

	private final StringBuilder xml = new StringBuilder(2048);

	private final Deque<String> open = new ArrayDeque<>();

	private final UnaryOperator<String> tokens;

	/** True while attributes can be added to the last element. */
	private boolean starting;

	SoapWriter() {
		this(UnaryOperator.identity());
	}

	/**
	 * Creates a writer that changes tokens.
	 * @param tokens returns the token that clients see
	 */
	SoapWriter(UnaryOperator<String> tokens) {
		this.tokens = tokens;
	}

	/** Starts an element, such as {@code tt:Name}. */
	SoapWriter start(String name) {
		endStart();
		this.xml.append('<').append(name);
		this.open.push(name);
		this.starting = true;
		return this;
	}

	/** Adds an attribute to the element that was started last. */
	SoapWriter attribute(String name, Object value) {
		if (!this.starting) {
			throw new IllegalStateException("no element has been started: " + name);
		}
		this.xml.append(' ').append(name).append("=\"");
		boolean isToken = name.equals("token") || name.equals("Value");
		escape(isToken ? this.tokens.apply(String.valueOf(value)) : String.valueOf(value));
		this.xml.append('"');
		return this;
	}

	/** Ends the element that was started last. */
	SoapWriter end() {
		String name = this.open.pop();
		if (this.starting) {
			this.xml.append("/>");
			this.starting = false;
		}
		else {
			this.xml.append("</").append(name).append('>');
		}
		return this;
	}

	/** Writes an element that contains only text. */
	SoapWriter element(String name, Object text) {
		start(name);
		text(name.endsWith("Token") ? this.tokens.apply(String.valueOf(text)) : String.valueOf(text));
		return end();
	}

	/** Writes text into the element that was started last. */
	SoapWriter text(String text) {
		endStart();
		escape(text);
		return this;
	}

	private void endStart() {
		if (this.starting) {
			this.xml.append('>');
			this.starting = false;
		}
	}

	/** Replaces characters that XML cannot contain by question marks. */
	private void escape(String text) {
		text.codePoints().forEach((point) -> {
			switch (point) {
				case '<' -> this.xml.append("&lt;");
				case '>' -> this.xml.append("&gt;");
				case '&' -> this.xml.append("&amp;");
				case '"' -> this.xml.append("&quot;");
				case '\t', '\n', '\r' -> this.xml.append("&#").append(point).append(';');
				default -> this.xml.appendCodePoint(isCharacter(point) ? point : '?');
			}
		});
	}

	private static boolean isCharacter(int point) {
		return (point >= ' ' && point < 0xD800) || (point >= 0xE000 && point < 0xFFFE) || point >= 0x10000;
	}

	/** Starts a document with an element. */
	SoapWriter startDocument(String name) {
		this.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
		return start(name);
	}

	/** Starts an envelope, up to its body. */
	SoapWriter startEnvelope() {
		startDocument("env:Envelope");
		for (Map.Entry<String, String> prefix : Names.declared().entrySet()) {
			attribute("xmlns:" + prefix.getKey(), prefix.getValue());
		}
		return this;
	}

	/** Writes a fault as the body of an envelope. */
	SoapWriter fault(SoapFault fault) {
		start("env:Fault").start("env:Code").element("env:Value", fault.code().word());
		List<String> subcodes = fault.subcodes();
		subcodes.forEach((subcode) -> start("env:Subcode").element("env:Value", subcode));
		subcodes.forEach((subcode) -> end());
		end().start("env:Reason").start("env:Text").attribute("xml:lang", "en").text(fault.reason()).end().end();
		if (fault.detail() != null) {
			start("env:Detail");
			fault.detail().accept(this);
			end();
		}
		return end();
	}

	/** Ends all elements, and returns the document. */
	String finish() {
		while (!this.open.isEmpty()) {
			end();
		}
		return this.xml.toString();
	}

}
