package org.camerad.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.camerad.cgi.Domain;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.IntRange;

/** The schemas of parameters and of elements, as OpenAPI 3.1 (JSON Schema) has them. */
final class OpenApiSchemas {

	private OpenApiSchemas() {
	}

	/** Returns the schema of a parameter. */
	static Map<String, Object> of(Domain domain) {
		Map<String, Object> schema = new LinkedHashMap<>();
		if (domain instanceof Domain.Options options) {
			boolean numbers = options.values().stream().allMatch((value) -> value.matches("-?[0-9]{1,9}"));
			schema.put("type", numbers ? "integer" : "string");
			schema.put("enum", numbers ? options.values().stream().map(Integer::valueOf).toList() : options.values());
		}
		else if (domain instanceof Domain.Ranges ranges) {
			schema.put("type", "integer");
			schema.putAll(bounds(ranges.overall()));
			if (ranges.ranges().size() > 1) {
				schema.put("anyOf", ranges.ranges().stream().map(OpenApiSchemas::bounds).toList());
			}
		}
		else if (domain instanceof Domain.Text text) {
			schema.put("type", "string");
			putText(schema, text);
		}
		return schema;
	}

	private static void putText(Map<String, Object> schema, Domain.Text text) {
		if (!text.pattern().isEmpty()) {
			schema.put("pattern", text.pattern());
		}
		if (text.maxLength() > 0) {
			schema.put("maxLength", text.maxLength());
		}
	}

	private static Map<String, Object> bounds(IntRange range) {
		Map<String, Object> bounds = new LinkedHashMap<>();
		bounds.put("minimum", range.min());
		bounds.put("maximum", range.max());
		return bounds;
	}

	/**
	 * Returns the schema of an element like an example.
	 * @param attributes returns the domain of an attribute of the root, if it is known
	 */
	static Map<String, Object> of(XmlElement example, Function<String, Optional<Domain>> attributes) {
		Map<String, Object> schema = new LinkedHashMap<>();
		if (example.text() != null && example.attributes().isEmpty()) {
			schema.put("type", "string");
			schema.put("xml", Map.of("name", example.name()));
			return schema;
		}
		Map<String, Object> properties = new LinkedHashMap<>();
		example.attributes().keySet().forEach((name) -> properties.put(name, attribute(attributes.apply(name))));
		List<String> required = new ArrayList<>(properties.keySet());
		XmlElement.grouped(example.children(), XmlElement::name)
			.forEach((name, children) -> properties.put(name, child(children)));
		schema.put("type", "object");
		schema.put("xml", Map.of("name", example.name()));
		schema.put("properties", properties);
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		return schema;
	}

	private static Map<String, Object> attribute(Optional<Domain> domain) {
		Map<String, Object> schema = of(domain.orElse(Domain.ANY));
		schema.put("xml", Map.of("attribute", true));
		return schema;
	}

	private static Map<String, Object> child(List<XmlElement> children) {
		Map<String, Object> schema = of(children.get(0), (name) -> Optional.empty());
		return (children.size() == 1) ? schema : new LinkedHashMap<>(Map.of("type", "array", "items", schema));
	}

}
