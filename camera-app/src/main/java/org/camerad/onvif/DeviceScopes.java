package org.camerad.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The operations of scopes: the texts by which clients find cameras of a kind. */
final class DeviceScopes {

	private static final String PREFIX = "onvif://www.onvif.org/";

	private static final String SCOPES = "scopes";

	private static final int MAX_SCOPES = 32;

	private static final int MAX_LENGTH = 255;

	private final OnvifParts parts;

	private final OnvifSettings settings;

	DeviceScopes(OnvifParts parts, OnvifSettings settings) {
		this.parts = parts;
		this.settings = settings;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetScopes", Access.READ_SYSTEM, (call, out) -> write(out)),
				new Operation("SetScopes", Access.WRITE_SYSTEM,
						(call, out) -> save(new LinkedHashSet<>(passed(call.request(), "Scopes")))),
				new Operation("AddScopes", Access.WRITE_SYSTEM,
						(call, out) -> add(passed(call.request(), "ScopeItem"))),
				new Operation("RemoveScopes", Access.WRITE_SYSTEM, this::remove));
	}

	private void write(SoapWriter out) {
		fixed().forEach((scope) -> write("Fixed", scope, out));
		configurable().forEach((scope) -> write("Configurable", scope, out));
	}

	private static void write(String kind, String scope, SoapWriter out) {
		out.start("tds:Scopes").element("tt:ScopeDef", kind).element("tt:ScopeItem", scope).end();
	}

	/** Returns all scopes. */
	List<String> all() {
		return Stream.concat(fixed().stream(), configurable().stream()).distinct().toList();
	}

	/** Returns the scopes that clients cannot remove. */
	private List<String> fixed() {
		return List.of(PREFIX + "type/video_encoder", PREFIX + "hardware/" + encode(model()));
	}

	private String model() {
		return this.parts.calls().camera().info().model();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private Set<String> configurable() {
		Set<String> initial = new LinkedHashSet<>(List.of(PREFIX + "name/" + encode(model()), PREFIX + "location/"));
		return this.settings.find(SCOPES)
			.<Set<String>>map((saved) -> new LinkedHashSet<>(saved.isEmpty() ? List.of() : List.of(saved.split("\n"))))
			.orElse(initial);
	}

	private static List<String> passed(SoapElement request, String name) {
		List<String> scopes = request.all(name).map(SoapElement::text).toList();
		if (scopes.isEmpty()) {
			throw SoapFault.invalidArgs(name + " is missing");
		}
		scopes.forEach(DeviceScopes::check);
		return scopes;
	}

	private static void check(String scope) {
		try {
			if (scope.length() <= MAX_LENGTH && new URI(scope).isAbsolute()) {
				return;
			}
		}
		catch (URISyntaxException ex) {
			// Refused below, like a URI that is not absolute.
		}
		throw SoapFault.invalidValue("a scope must be an absolute URI of at most " + MAX_LENGTH + " characters");
	}

	private synchronized void add(List<String> scopes) {
		Set<String> all = configurable();
		all.addAll(scopes);
		save(all);
	}

	private synchronized void save(Set<String> scopes) {
		fixed().forEach(scopes::remove);
		if (scopes.size() > MAX_SCOPES) {
			throw SoapFault.receiver("at most " + MAX_SCOPES + " scopes can be configured", "ter:Action",
					"ter:TooManyScopes");
		}
		this.settings.save(SCOPES, String.join("\n", scopes));
	}

	private synchronized void remove(SoapCall call, SoapWriter out) {
		List<String> scopes = passed(call.request(), "ScopeItem");
		Set<String> all = configurable();
		List<String> removed = new ArrayList<>();
		for (String scope : scopes) {
			if (fixed().contains(scope)) {
				throw SoapFault.sender("a fixed scope cannot be removed", "ter:OperationProhibited", "ter:FixedScope");
			}
			if (!all.remove(scope)) {
				throw SoapFault.invalidValue("ter:NoScope", "there is no such scope");
			}
			removed.add(scope);
		}
		save(all);
		removed.forEach((scope) -> out.element("tds:ScopeItem", scope));
	}

}
