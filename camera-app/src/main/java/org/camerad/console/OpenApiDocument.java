package org.camerad.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.Json;
import org.camerad.cgi.Role;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.settings.SettingsGroup;
import org.jspecify.annotations.Nullable;

/**
 * The description of the whole contract in OpenAPI 3.1, from the tables of its
 * interfaces, with the values that a camera offers. It has factory values as examples,
 * never those in effect. Any thread.
 */
final class OpenApiDocument {

	static final String PATH = "/openapi.json";

	private static final String ABOUT = """
			The CGI interfaces of an IP camera. A query is read raw: percent-encoded UTF-8, and a plus is a plus. \
			HEAD is allowed for queries and pictures. Parameters are optional unless required; one that a set does not \
			pass keeps its value, and x-initial is the factory value. x-fault is the reason of a wrong value. x-role is \
			the least role, x-set-role that of a request with parameters. A wrong method is 405, an unknown path 404, \
			both with a fault. The firmware upgrade also has the path /OnvifFirmwareUpgrade, and snapshot.cgi the \
			spelling snapshot.cgi&username=...&password=... without a question mark.""";

	private final List<SettingsGroup<?>> groups;

	private final List<InterfaceDescription> descriptions;

	/** The capabilities of a camera are constant while it is open. */
	private final Map<Camera, Asset> byCamera = new WeakHashMap<>();

	OpenApiDocument(List<SettingsGroup<?>> groups, List<InterfaceDescription> descriptions) {
		this.groups = groups;
		this.descriptions = descriptions;
	}

	/** Returns the document for a camera; null while none is open. */
	synchronized Asset of(@Nullable Camera camera) {
		return (camera == null) ? write(null) : this.byCamera.computeIfAbsent(camera, this::write);
	}

	private Asset write(@Nullable Camera camera) {
		return Asset.of("application/json", Json.bytes(fields(camera)));
	}

	private Map<String, Object> fields(@Nullable Camera camera) {
		List<OpenApiOperation> operations = operations(camera);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("openapi", "3.1.0");
		document.put("info", Map.of("title", "IPC HTTP CGI", "version", "1.0.0", "description", ABOUT));
		document.put("servers", List.of(Map.of("url", "/")));
		Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
		operations.forEach((operation) -> paths.computeIfAbsent(operation.path(), (path) -> new LinkedHashMap<>())
			.put(operation.method(), operation.fields()));
		document.put("paths", paths);
		Map<String, Object> schemas = new LinkedHashMap<>();
		schemas.put("fault", OpenApiSchemas.of(XmlElement.fault("", ""), (name) -> Optional.empty()));
		operations
			.forEach((operation) -> operation.schema().ifPresent((schema) -> schemas.put(operation.id(), schema)));
		document.put("components", Map.of("schemas", schemas, "securitySchemes", OpenApiSecurity.schemes()));
		return document;
	}

	private List<OpenApiOperation> operations(@Nullable Camera camera) {
		Map<Object, SettingsGroup<?>> byTable = this.groups.stream()
			.collect(Collectors.toMap((group) -> group.table().rows(), (group) -> group));
		Set<Object> described = this.descriptions.stream()
			.map((description) -> (Object) description.table().rows())
			.collect(Collectors.toSet());
		List<OpenApiOperation> operations = new ArrayList<>();
		this.descriptions.forEach((description) -> operations
			.add(new OpenApiOperation(description, byTable.get(description.table().rows()), camera)));
		this.groups.stream()
			.filter((group) -> !described.contains(group.table().rows()))
			.forEach((group) -> operations.add(new OpenApiOperation(described(group, camera), group, camera)));
		operations.sort(Comparator.comparing(OpenApiOperation::path).thenComparing(OpenApiOperation::method));
		return operations;
	}

	/** Describes an interface that shows and changes a group of settings. */
	private static InterfaceDescription described(SettingsGroup<?> group, @Nullable Camera camera) {
		return InterfaceDescription
			.of(group.name(), "Returns the settings, and changes those that are passed", group.example(camera))
			.setRole(Role.OPERATOR)
			.table(group.table())
			.faults(group.name() + " not supported");
	}

}
