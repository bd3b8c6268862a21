package org.camerad.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camerad.cgi.Domain;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.InterfaceDescription.Credentials;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Role;
import org.camerad.cgi.Xml;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;

/** An operation of the description in OpenAPI. One camera. */
final class OpenApiOperation {

	private static final String XML = "application/xml";

	/** Eight characters, as the contract's own example has them. */
	private static final String EXAMPLE_UID = "3sEb5fZ9";

	private final InterfaceDescription description;

	private final @Nullable SettingsGroup<?> group;

	private final @Nullable Camera camera;

	private final Map<String, String> example;

	/**
	 * Creates an operation.
	 * @param group the settings that it shows and changes, null for none
	 * @param camera the open camera, null while none is open
	 */
	OpenApiOperation(InterfaceDescription description, @Nullable SettingsGroup<?> group, @Nullable Camera camera) {
		this.description = description;
		this.group = group;
		this.camera = camera;
		this.example = new LinkedHashMap<>();
		for (String pair : description.example().split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				this.example.put(pair.substring(0, equals), pair.substring(equals + 1));
			}
		}
		if (group != null) {
			firstRow(group).ifPresent((row) -> this.example.put(row.name(), initial(row)));
		}
	}

	/**
	 * Returns the first row that this camera keeps a value of, as an example of a set.
	 */
	private Optional<Parameter<?>> firstRow(SettingsGroup<?> shown) {
		Set<Setting> lacks = shown.lacks(this.camera);
		return shown.table()
			.rows()
			.stream()
			.filter((row) -> row.initial() != null && row.setting() != null && !row.isLackedBy(lacks))
			.findFirst();
	}

	/** Returns a factory value that this camera has. */
	private <V> String initial(Parameter<V> row) {
		V initial = row.initial();
		String text = (initial == null) ? "" : row.show(initial);
		return (row.domain(this.camera) instanceof Domain.Options options && !options.values().isEmpty()
				&& !options.values().contains(text)) ? options.values().get(0) : text;
	}

	String path() {
		return "/cgi-bin/" + this.description.path();
	}

	String method() {
		return this.description.method();
	}

	String id() {
		return method() + "-" + this.description.path().replaceAll("[^A-Za-z0-9]", "-");
	}

	/** Returns the schema of its response, empty if that is no XML. */
	Optional<Map<String, Object>> schema() {
		return response().map((shown) -> OpenApiSchemas.of(shown, this::domain));
	}

	private Optional<Domain> domain(String name) {
		return (this.group == null) ? Optional.empty()
				: this.group.table()
					.rows()
					.stream()
					.filter((row) -> row.name().equals(name))
					.map((row) -> row.domain(this.camera))
					.findFirst();
	}

	private Optional<XmlElement> response() {
		return this.description.response(this.camera);
	}

	/** Returns the operation object. */
	Map<String, Object> fields() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("operationId", id());
		fields.put("summary", this.description.summary());
		fields.put("tags", List.of(this.description.path().replaceAll("[/.].*", "")));
		fields.put("security", OpenApiSecurity.of(this.description.credentials()));
		fields.put("x-role", this.description.role().word());
		if (this.description.setRole() != this.description.role()) {
			fields.put("x-set-role", this.description.setRole().word());
		}
		if (this.group != null && this.camera != null) {
			fields.put("x-supported", this.group.part().apply(this.camera).isPresent());
		}
		fields.put("parameters", parameters());
		if (method().equals("post")) {
			fields.put("requestBody",
					Map.of("required", true, "content", Map.of("application/octet-stream", Map.of())));
		}
		fields.put("responses", responses());
		return fields;
	}

	private List<Map<String, Object>> parameters() {
		List<Map<String, Object>> parameters = new ArrayList<>();
		Credentials credentials = this.description.credentials();
		if (credentials != Credentials.NONE && credentials != Credentials.BASIC) {
			Map<String, Object> uid = parameter("uid", Domain.pattern("^[0-9A-Za-z]{8}$"),
					credentials == Credentials.UID);
			uid.put("example", EXAMPLE_UID);
			parameters.add(uid);
		}
		this.description.plain()
			.forEach((plain) -> parameters.add(parameter(plain.name(), plain.domain(), plain.required())));
		this.description.table().rows().forEach((row) -> parameters.add(row(row)));
		return parameters;
	}

	private Map<String, Object> parameter(String name, Domain domain, boolean required) {
		Map<String, Object> parameter = new LinkedHashMap<>();
		parameter.put("name", name);
		parameter.put("in", "query");
		if (required) {
			parameter.put("required", true);
		}
		Map<String, Object> schema = OpenApiSchemas.of(domain);
		parameter.put("schema", schema);
		String value = this.example.get(name);
		if (value != null) {
			parameter.put("example", "integer".equals(schema.get("type")) ? Integer.valueOf(value) : value);
		}
		return parameter;
	}

	private <V> Map<String, Object> row(Parameter<V> row) {
		Map<String, Object> parameter = parameter(row.name(), row.domain(this.camera), false);
		V initial = row.initial();
		if (initial != null) {
			parameter.put("x-initial", row.show(initial));
		}
		parameter.put("x-fault", fault(row));
		if (isLacked(row)) {
			parameter.put("x-supported", false);
		}
		return parameter;
	}

	private boolean isLacked(Parameter<?> row) {
		return this.group != null && row.isLackedBy(this.group.lacks(this.camera));
	}

	private String fault(Parameter<?> row) {
		return isLacked(row) ? row.name() + " not supported" : row.describedFault();
	}

	private Map<String, Object> responses() {
		Map<String, Object> responses = new LinkedHashMap<>();
		responses.put("200", success());
		responses.put("400", faults("The request is not valid; nothing changed", reasons()));
		if (this.description.credentials() == Credentials.ANY || this.description.credentials() == Credentials.BASIC
				|| this.description.credentials() == Credentials.UID_OR_BASIC) {
			responses.put("401", faults("Credentials are missing or were refused", List.of("unauthorized")));
		}
		responses.put("503", faults("The camera does not respond now", List.of("device error")));
		return responses;
	}

	private Map<String, Object> success() {
		Map<String, Object> media = new LinkedHashMap<>();
		response().ifPresent((shown) -> {
			media.put("schema", Map.of("$ref", "#/components/schemas/" + id()));
			media.put("example", text(shown));
		});
		return Map.of("description", "Success", "content", Map.of(this.description.mediaType(), media));
	}

	private List<String> reasons() {
		List<String> reasons = new ArrayList<>();
		Credentials credentials = this.description.credentials();
		if (credentials == Credentials.UID) {
			reasons.addAll(List.of("error, parse parameters", "error, parse uid", "uid error"));
		}
		else if (credentials == Credentials.ANY) {
			reasons.addAll(List.of("error, parse parameters", "error, parse username", "error, parse password",
					"error, parse uid", "uid error", "password error"));
		}
		Role needed = this.description.setRole();
		if (needed == Role.OPERATOR) {
			reasons.addAll(List.of("permission denied", "device refused"));
		}
		this.description.table().rows().forEach((row) -> {
			reasons.add(fault(row));
			if (row.isSometimesRequired()) {
				reasons.add(row.name() + " error");
			}
		});
		this.description.faults().stream().filter((reason) -> !reasons.contains(reason)).forEach(reasons::add);
		return reasons;
	}

	private Map<String, Object> faults(String meaning, List<String> reasons) {
		Map<String, Object> examples = new LinkedHashMap<>();
		reasons.forEach((reason) -> examples.put(reason.replaceAll("[^A-Za-z0-9]+", "-"),
				Map.of("summary", reason, "value", text(XmlElement.fault(faultPath(), reason)))));
		return Map.of("description", meaning, "content",
				Map.of(XML, Map.of("schema", Map.of("$ref", "#/components/schemas/fault"), "examples", examples)));
	}

	/** The contract leaves the suffix of one path out. */
	private String faultPath() {
		return path().equals("/cgi-bin/snapshot.cgi") ? "/cgi-bin/snapshot" : path();
	}

	private static String text(XmlElement element) {
		return new String(Xml.document(element), StandardCharsets.UTF_8);
	}

}
