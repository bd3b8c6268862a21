package org.camerad.cgi;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes elements as the contract's XML documents. Elements with attributes and text are
 * all that the contract has, and every request writes one: a binding library takes longer
 * for that than the request's own work. Any thread.
 */
public final class Xml {

	private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

	private static final int USUAL_LENGTH = 256;

	private Xml() {
	}

	/**
	 * Returns the document: declaration and element, in UTF-8.
	 * @throws IllegalArgumentException for a control character or half a surrogate pair
	 */
	public static byte[] document(XmlElement element) {
		StringBuilder document = new StringBuilder(USUAL_LENGTH).append(DECLARATION);
		write(element, document);
		return document.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void write(XmlElement element, StringBuilder document) {
		document.append('<').append(element.name());
		for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
			document.append(' ').append(attribute.getKey()).append("=\"");
			escape(attribute.getValue(), true, document);
			document.append('"');
		}
		String text = element.text();
		if (text == null && element.children().isEmpty()) {
			document.append("/>");
			return;
		}
		document.append('>');
		if (text != null) {
			escape(text, false, document);
		}
		for (XmlElement child : element.children()) {
			write(child, document);
		}
		document.append("</").append(element.name()).append('>');
	}

	private static void escape(String text, boolean attribute, StringBuilder document) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character > '>' && character < 0x7F || character == ' ') {
				document.append(character);
			}
			else if (character == '>') {
				// Only the end of "]]>" must not stand in text.
				document.append(!attribute && (i == 0 || text.charAt(i - 1) == ']') ? "&gt;" : ">");
			}
			else if (Character.isSurrogate(character)) {
				document.appendCodePoint(codePoint(text, i++));
			}
			else {
				document.append(escaped(character, attribute));
			}
		}
	}

	private static String escaped(char character, boolean attribute) {
		return switch (character) {
			case '<' -> "&lt;";
			case '&' -> "&amp;";
			case '"' -> attribute ? "&quot;" : "\"";
			case '\t', '\n' -> attribute ? reference(character) : String.valueOf(character);
			case '\r', 0xFFFE, 0xFFFF -> reference(character);
			default -> {
				if (character < ' ') {
					throw new IllegalArgumentException("XML has no character " + Integer.toHexString(character));
				}
				boolean control = character >= 0x7F && character < 0xA0;
				yield (control && !attribute) ? reference(character) : String.valueOf(character);
			}
		};
	}

	private static String reference(char character) {
		return "&#x" + Integer.toHexString(character) + ";";
	}

	private static int codePoint(String text, int at) {
		int codePoint = text.codePointAt(at);
		if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
			throw new IllegalArgumentException("half a surrogate pair");
		}
		return codePoint;
	}

}
