package org.camerad.firmware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parser of the libconfig text that SWUpdate documents for {@code sw-description}:
 * groups, lists, arrays, texts, numbers, booleans and comments. {@code @include} is not
 * accepted, because nothing outside of the signed text may count.
 */
final class Libconfig {

	private static final int MAX_DEPTH = 16;

	private final LibconfigScanner scanner;

	private Libconfig(String text) {
		this.scanner = new LibconfigScanner(text);
	}

	/**
	 * Returns the settings by name. A group is a {@link Map}, a list or array a
	 * {@link List}, a value a String, Number or Boolean.
	 */
	static Map<String, Object> parse(String text) throws RefusedImageException {
		return new Libconfig(text).settings((char) 0, 0);
	}

	private Map<String, Object> settings(char end, int depth) throws RefusedImageException {
		Map<String, Object> settings = new LinkedHashMap<>();
		while (this.scanner.peek() != end) {
			String name = this.scanner.name();
			if (!this.scanner.skip('=')) {
				this.scanner.require(':');
			}
			if (settings.putIfAbsent(name, value(depth)) != null) {
				throw this.scanner.wrong(name + " is there twice");
			}
			if (!this.scanner.skip(';')) {
				this.scanner.skip(',');
			}
		}
		return settings;
	}

	private Object value(int depth) throws RefusedImageException {
		if (depth > MAX_DEPTH) {
			throw this.scanner.wrong("too many levels");
		}
		if (this.scanner.skip('{')) {
			Map<String, Object> group = settings('}', depth + 1);
			this.scanner.require('}');
			return group;
		}
		if (this.scanner.skip('(')) {
			return list(')', depth + 1);
		}
		return this.scanner.skip('[') ? list(']', depth + 1) : this.scanner.scalar();
	}

	private List<Object> list(char end, int depth) throws RefusedImageException {
		List<Object> values = new ArrayList<>();
		while (!this.scanner.skip(end)) {
			values.add((end == ']') ? this.scanner.scalar() : value(depth));
			if (!this.scanner.skip(',')) {
				this.scanner.require(end);
				break;
			}
		}
		return values;
	}

}
