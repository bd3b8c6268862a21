package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * An HTTP response as received.
 *
 * @param version such as {@code HTTP/1.1}
 * @param status such as 200; 0 when the connection was closed without an answer
 * @param headers by name in lower case
 * @param body the bytes after the headers
 */
record RawResponse(String version, int status, Map<String, List<String>> headers, byte[] body) {

	static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

	static RawResponse parse(byte[] bytes) {
		String all = new String(bytes, StandardCharsets.ISO_8859_1);
		int end = all.indexOf("\r\n\r\n");
		if (end < 0) {
			return new RawResponse("", 0, Map.of(), bytes);
		}
		String[] lines = all.substring(0, end).split("\r\n");
		Map<String, List<String>> headers = new TreeMap<>();
		for (String line : List.of(lines).subList(1, lines.length)) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
		}
		String[] status = lines[0].split(" ");
		return new RawResponse(status[0], Integer.parseInt(status[1]), headers,
				Arrays.copyOfRange(bytes, end + 4, bytes.length));
	}

	/** The only value of a header, null when it is not there. */
	@Nullable String header(String name) {
		List<String> values = this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
		if (values.size() > 1) {
			throw new AssertionError(name + " more than once: " + values);
		}
		return values.isEmpty() ? null : values.get(0);
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/** Returns the document after the declaration, which must be the contract's. */
	String xml() {
		String text = text();
		if (!text.startsWith(DECLARATION)) {
			throw new AssertionError(this.status + " without the document's declaration: " + text);
		}
		return text.substring(DECLARATION.length()).strip();
	}

	/** The root element, read by a strict parser. */
	Element root() {
		try {
			return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(new ByteArrayInputStream(this.body))
				.getDocumentElement();
		}
		catch (Exception ex) {
			throw new AssertionError(this.status + ", not well-formed: " + text(), ex);
		}
	}

	/** An attribute of the root element. */
	String attribute(String name) {
		return root().getAttribute(name);
	}

	/** Status and element, as tables write them. */
	String summary() {
		return this.status + " " + ((this.body.length == 0) ? "" : xml());
	}

	/** Returns the {@link #summary} of a fault. */
	static String fault(int status, String value, String reason) {
		return status + " <fault><value>" + value + "</value><reason>" + reason + "</reason></fault>";
	}

	@Override
	public String toString() {
		return this.version + " " + this.status + " " + this.headers + " "
				+ ((this.body.length > 2000) ? this.body.length + " bytes" : text());
	}

}
