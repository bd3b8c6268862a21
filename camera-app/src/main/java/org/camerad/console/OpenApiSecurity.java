package org.camerad.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camerad.cgi.InterfaceDescription.Credentials;

/** The credentials of the contract as OpenAPI describes them. */
final class OpenApiSecurity {

	private static final Map<String, List<String>> UID = Map.of("uid", List.of());

	private static final Map<String, List<String>> BASIC = Map.of("basic", List.of());

	private static final Map<String, List<String>> QUERY = Map.of("username", List.of(), "password", List.of());

	private OpenApiSecurity() {
	}

	/** Returns the alternatives of an operation; empty if it needs none. */
	static List<Map<String, List<String>>> of(Credentials credentials) {
		return switch (credentials) {
			case NONE -> List.of();
			case UID -> List.of(UID);
			case ANY -> List.of(UID, QUERY, BASIC);
			case UID_OR_BASIC -> List.of(UID, BASIC);
			case BASIC -> List.of(BASIC);
		};
	}

	/** Returns the schemes that the alternatives name. */
	static Map<String, Object> schemes() {
		Map<String, Object> schemes = new LinkedHashMap<>();
		List.of("uid", "username", "password")
			.forEach((name) -> schemes.put(name, Map.of("type", "apiKey", "in", "query", "name", name)));
		schemes.put("basic", Map.of("type", "http", "scheme", "basic"));
		return schemes;
	}

}
