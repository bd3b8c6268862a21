package org.camerad.cgi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, parsed from the raw query: split on {@code &} and
 * percent-decoded as UTF-8. A plus sign stays a plus sign.
 */
public final class CgiQuery {

	private static final CgiQuery EMPTY = new CgiQuery(Map.of());

	private final Map<String, String> values;

	private CgiQuery(Map<String, String> values) {
		this.values = values;
	}

	/**
	 * Parses a raw query; null gives an empty one.
	 * @throws ParameterException {@code error, parse parameters} for a broken percent
	 * code, broken UTF-8, or a parameter given twice
	 */
	public static CgiQuery parse(@Nullable String raw) {
		if (raw == null || raw.isEmpty()) {
			return EMPTY;
		}
		Map<String, String> values = new HashMap<>();
		int start = 0;
		while (start <= raw.length()) {
			int end = raw.indexOf('&', start);
			end = (end < 0) ? raw.length() : end;
			if (end > start) {
				add(values, raw.substring(start, end));
			}
			start = end + 1;
		}
		return new CgiQuery(values);
	}

	/** Returns a query with these parameters, unchanged. */
	public static CgiQuery of(Map<String, String> parameters) {
		return new CgiQuery(Map.copyOf(parameters));
	}

	private static void add(Map<String, String> values, String piece) {
		int equals = piece.indexOf('=');
		String key = decode((equals < 0) ? piece : piece.substring(0, equals));
		String value = (equals < 0) ? "" : decode(piece.substring(equals + 1));
		if (values.putIfAbsent(trim(key), value) != null) {
			throw ParameterException.unreadable();
		}
	}

	public boolean isEmpty() {
		return this.values.isEmpty();
	}

	public boolean has(String name) {
		return this.values.containsKey(name);
	}

	/** Returns the value without surrounding spaces, null if the parameter is absent. */
	public @Nullable String get(String name) {
		String value = this.values.get(name);
		return (value == null) ? null : trim(value);
	}

	/**
	 * Returns the unchanged value including spaces, for names, passwords and titles; null
	 * if the parameter is absent.
	 */
	public @Nullable String exact(String name) {
		return this.values.get(name);
	}

	/** Returns the names of all parameters. */
	public Iterable<String> names() {
		return Collections.unmodifiableSet(this.values.keySet());
	}

	private static String trim(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && text.charAt(start) == ' ') {
			start++;
		}
		while (end > start && text.charAt(end - 1) == ' ') {
			end--;
		}
		return text.substring(start, end);
	}

	/**
	 * Percent-decodes as UTF-8, strictly.
	 * @throws ParameterException {@code error, parse parameters}
	 */
	public static String decode(String text) {
		if (text.indexOf('%') < 0 && isAscii(text)) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '%') {
				bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
				i += 2;
			}
			else {
				// The container decodes raw bytes as ISO 8859-1.
				bytes.write(character);
			}
		}
		return utf8(bytes.toByteArray());
	}

	private static boolean isAscii(String text) {
		return text.chars().allMatch((character) -> character < 0x80);
	}

	private static int hex(String text, int at) {
		char digit = (at < text.length()) ? text.charAt(at) : ' ';
		if (digit >= '0' && digit <= '9') {
			return digit - '0';
		}
		char lower = (char) (digit | 0x20);
		if (lower >= 'a' && lower <= 'f') {
			return lower - 'a' + 10;
		}
		throw ParameterException.unreadable();
	}

	private static String utf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw ParameterException.unreadable();
		}
	}

}
