package org.camerad.operation;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.camerad.driver.DriverSPI;
import org.camerad.driver.support.properties.NearestName;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The names of all {@code camera.*} properties: those of {@link CameraProperties} and
 * those that the installed drivers declare.
 */
final class KnownProperties {

	private static final ConfigurationPropertyName CAMERA = ConfigurationPropertyName.of("camera");

	private final Set<ConfigurationPropertyName> names = new HashSet<>();

	private final Set<ConfigurationPropertyName> lists = new HashSet<>();

	KnownProperties(Collection<DriverSPI> drivers) {
		addRecord(CAMERA, CameraProperties.class);
		for (DriverSPI driver : drivers) {
			ConfigurationPropertyName prefix = CAMERA.append(driver.name());
			driver.properties().forEach((property) -> this.names.add(prefix.append(property.name())));
		}
	}

	private void addRecord(ConfigurationPropertyName prefix, Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			ConfigurationPropertyName name = prefix.append(DataObjectPropertyName.toDashedForm(component.getName()));
			if (component.getType().isRecord()) {
				addRecord(name, component.getType());
			}
			else {
				this.names.add(name);
			}
			if (component.getType() == List.class) {
				this.lists.add(name);
			}
		}
	}

	/** Returns the names, without those of list elements. */
	Set<ConfigurationPropertyName> names() {
		return this.names;
	}

	/** Returns the names of the properties that are lists. */
	Set<ConfigurationPropertyName> lists() {
		return this.lists;
	}

	/** Returns whether a property is known, in any spelling that Spring binds. */
	boolean contains(ConfigurationPropertyName name) {
		return this.names.contains(name) || (name.isLastElementIndexed() && this.lists.contains(name.getParent()));
	}

	/**
	 * Returns the problem of an unknown name, with the known name that is most similar.
	 * @param prefix the beginning of the name as it was written, instead of
	 * {@code camera}
	 */
	String problem(ConfigurationPropertyName unknown, String prefix) {
		Set<String> known = this.names.stream().map(KnownProperties::withoutCamera).collect(Collectors.toSet());
		return "there is no such property" + NearestName.of(withoutCamera(unknown), known)
			.map((nearest) -> "; did you mean " + prefix + "." + nearest + "?")
			.orElse("; README.md and the driver's page in docs/ list them");
	}

	private static String withoutCamera(ConfigurationPropertyName name) {
		return (name.getNumberOfElements() > 1) ? name.subName(1).toString() : "";
	}

	/** Returns whether a name begins with {@code camera.} */
	static boolean isOurs(ConfigurationPropertyName name) {
		return CAMERA.isAncestorOf(name);
	}

}
