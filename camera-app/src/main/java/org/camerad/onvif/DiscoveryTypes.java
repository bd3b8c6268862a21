package org.camerad.onvif;

import java.util.List;
import java.util.Map;

/** The types of WS-Discovery that a camera has, and their matching. */
final class DiscoveryTypes {

	private static final String NETWORK = "http://www.onvif.org/ver10/network/wsdl";

	/** The names of the camera's types, by namespace. */
	private static final Map<String, String> TYPES = Map.of(NETWORK, "NetworkVideoTransmitter", Names.DEVICE, "Device");

	/** The types as a message has them, which declares the prefixes. */
	static final String TEXT = "dn:NetworkVideoTransmitter tds:Device";

	private DiscoveryTypes() {
	}

	/** Declares the prefixes of {@link #TEXT}. */
	static void declare(SoapWriter out) {
		out.attribute("xmlns:dn", NETWORK).attribute("xmlns:tds", Names.DEVICE);
	}

	/** Returns whether the camera has all types of a probe. */
	static boolean match(SoapElement probe) {
		return probe.all("Types").allMatch((types) -> words(types).stream().allMatch((type) -> matches(type, types)));
	}

	/** A prefix that is not declared says nothing about the namespace. */
	private static boolean matches(String type, SoapElement types) {
		int colon = type.indexOf(':');
		String name = type.substring(colon + 1);
		return types.prefixes()
			.find((colon < 0) ? "" : type.substring(0, colon))
			.map((namespace) -> name.equals(TYPES.get(namespace)))
			.orElseGet(() -> TYPES.containsValue(name));
	}

	/** Returns the words of a list in XML. */
	static List<String> words(SoapElement list) {
		String text = list.text();
		return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
	}

}
