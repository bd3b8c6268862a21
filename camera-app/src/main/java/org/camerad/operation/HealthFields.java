package org.camerad.operation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.camerad.cgi.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.SystemHealthDescriptor;

/** The fields of health, as Spring Boot's annotations would have them in JSON. */
final class HealthFields {

	private HealthFields() {
	}

	/**
	 * Returns health as JSON; null if a detail is of a type that needs an object mapper.
	 */
	static byte @Nullable [] json(HealthDescriptor health) {
		try {
			return Json.bytes(of(health));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Map<String, Object> of(HealthDescriptor health) {
		Map<String, Object> fields = new LinkedHashMap<>();
		if (health instanceof CompositeHealthDescriptor composite) {
			put(fields, "components", composite.getComponents());
			put(fields, "details", composite.getDetails());
		}
		if (health instanceof IndicatedHealthDescriptor indicated && !indicated.getDetails().isEmpty()) {
			fields.put("details", indicated.getDetails());
		}
		if (!health.getStatus().getDescription().isEmpty()) {
			fields.put("description", health.getStatus().getDescription());
		}
		if (health instanceof SystemHealthDescriptor system && !system.getGroups().isEmpty()) {
			fields.put("groups", system.getGroups());
		}
		fields.put("status", health.getStatus().getCode());
		return fields;
	}

	private static void put(Map<String, Object> fields, String name, @Nullable Map<String, HealthDescriptor> parts) {
		if (parts != null && !parts.isEmpty()) {
			Map<String, Object> all = new LinkedHashMap<>();
			parts.forEach((part, health) -> all.put(part, of(health)));
			fields.put(name, all);
		}
	}

}
