package org.camerad.cgi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An XML element of a response: attributes in the contract's order, then either text or
 * children.
 *
 * @param name the element's name
 * @param attributes names and values, in order
 * @param text the content of an element without children, null for none
 * @param children the elements inside
 */
public record XmlElement(String name, Map<String, String> attributes, @Nullable String text,
		List<XmlElement> children) {

	/** Creates an element that contains only text. */
	public static XmlElement text(String name, String text) {
		return new XmlElement(name, Map.of(), text, List.of());
	}

	/** Creates an element that has only attributes. */
	public static XmlElement attributes(String name, Map<String, String> attributes) {
		return new XmlElement(name, attributes, null, List.of());
	}

	/** Creates an element that contains other elements. */
	public static XmlElement of(String name, List<XmlElement> children) {
		return new XmlElement(name, Map.of(), null, children);
	}

	/** Creates an element with one attribute called {@code name} and children. */
	public static XmlElement named(String element, String name, List<XmlElement> children) {
		return new XmlElement(element, Map.of("name", name), null, children);
	}

	/** Creates the contract's fault element. */
	public static XmlElement fault(String value, String reason) {
		return of("fault", List.of(text("value", value), text("reason", reason)));
	}

	/** Groups items by key, in the order in which the keys first occur. */
	public static <T, K> Map<K, List<T>> grouped(List<T> items, java.util.function.Function<T, K> key) {
		Map<K, List<T>> groups = new LinkedHashMap<>();
		for (T item : items) {
			groups.computeIfAbsent(key.apply(item), (k) -> new ArrayList<>()).add(item);
		}
		return groups;
	}

}
