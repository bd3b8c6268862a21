package org.camerad.onvif;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A rule or an analytics module in a request.
 *
 * @param name its name
 * @param type its type, without a prefix
 * @param items the texts of its simple parameters by name
 * @param elements its other parameters by name
 */
record AnalyticsConfig(String name, String type, Map<String, String> items, Map<String, SoapElement> elements) {

	/**
	 * Reads a rule or a module.
	 * @param subcode the subcode of faults
	 * @throws SoapFault {@code ter:InvalidArgVal} if its type is not one of ONVIF, or a
	 * parameter is repeated
	 */
	static AnalyticsConfig read(SoapElement element, String subcode) {
		Map<String, String> items = new HashMap<>();
		Map<String, SoapElement> elements = new HashMap<>();
		element.find("Parameters").ifPresent((parameters) -> parameters.children().forEach((child) -> {
			String name = child.attributes().getOrDefault("Name", "");
			boolean fresh = child.name().equals("ElementItem")
					? elements.put(name, child.children().stream().findFirst().orElse(child)) == null
					: items.put(name, child.attributes().getOrDefault("Value", "").strip()) == null;
			if (!fresh) {
				throw SoapFault.invalidValue(subcode, "the parameter " + name + " is repeated");
			}
		}));
		return new AnalyticsConfig(element.attributes().getOrDefault("Name", ""),
				localName(element, element.attributes().getOrDefault("Type", "")), items, elements);
	}

	/** Returns the name behind a prefix of ONVIF's schema, empty for another one. */
	static String localName(SoapElement scope, String qualified) {
		String[] parts = qualified.strip().split(":", 2);
		if (parts.length == 1) {
			return parts[0];
		}
		return scope.prefixes().find(parts[0]).filter(Names.SCHEMA::equals).isPresent() ? parts[1] : "";
	}

	/**
	 * Returns a parameter as a number.
	 * @throws SoapFault {@code ter:InvalidArgVal} if it is no whole number in a range
	 */
	Optional<Integer> number(String item, int min, int max, String subcode) {
		String text = this.items.get(item);
		if (text == null) {
			return Optional.empty();
		}
		if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
			throw SoapFault.invalidValue(subcode, item + " must be a whole number from " + min + " to " + max);
		}
		return Optional.of(Integer.parseInt(text));
	}

}
