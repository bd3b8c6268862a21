package org.camerad.hosting;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.DriverSPI;
import org.camerad.operation.PropertyCheck;
import org.camerad.simulation.JsonFields;
import org.camerad.simulation.RejectedRequestException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;

/** The properties of cameras that a request adds, in nested or dotted keys. */
final class AddedCameras {

	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}|1000");

	private static final Pattern KEY = Pattern.compile("instances\\.([^.]*)(?:\\.(.+))?");

	private static final List<ConfigurationPropertyName> ALLOWED = List.of(ConfigurationPropertyName.of("camera.sim"),
			ConfigurationPropertyName.of("camera.session"), ConfigurationPropertyName.of("camera.admin"),
			ConfigurationPropertyName.of("camera.snapshot.authentication"),
			ConfigurationPropertyName.of("camera.rtsp.digest"));

	private final Collection<DriverSPI> drivers;

	private final NavigableMap<Integer, Map<String, String>> cameras = new TreeMap<>();

	private AddedCameras(Collection<DriverSPI> drivers) {
		this.drivers = drivers;
	}

	/**
	 * Returns the properties of each camera by its number, with their names for all
	 * cameras.
	 * @throws RejectedRequestException with status 400 when a key is unknown or not
	 * allowed; the message names it
	 */
	static NavigableMap<Integer, Map<String, String>> parse(byte[] body, Collection<DriverSPI> drivers) {
		AddedCameras added = new AddedCameras(drivers);
		added.read("", JsonFields.object(body));
		if (added.cameras.isEmpty()) {
			throw new RejectedRequestException("instances: at least one camera is expected");
		}
		return added.cameras;
	}

	private void read(String path, JsonNode node) {
		if (!node.isObject()) {
			readValue(path, node);
			return;
		}
		if (node.isEmpty() && !path.isEmpty() && !path.equals("instances")) {
			camera(path);
		}
		node.properties()
			.forEach((field) -> read(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
	}

	private void readValue(String path, JsonNode node) {
		Map<String, String> properties = camera(path);
		Matcher key = KEY.matcher(path);
		if (!key.matches() || key.group(2) == null) {
			throw new RejectedRequestException(path + ": the properties of a camera are expected");
		}
		if (!node.isValueNode() || node.isNull()) {
			throw new RejectedRequestException(path + ": a text, a number, true or false is expected");
		}
		checkAllowed(path, key.group(2));
		String value = node.asString();
		if (value.contains("${")) {
			throw new RejectedRequestException(path + ": placeholders are not replaced in a request");
		}
		if (properties.put("camera." + key.group(2), value) != null) {
			throw new RejectedRequestException(path + ": is given twice");
		}
	}

	private Map<String, String> camera(String path) {
		Matcher key = KEY.matcher(path);
		if (!key.matches()) {
			throw new RejectedRequestException(path.equals("instances") ? "instances: an object is expected"
					: path + ": there is no such field; instances is expected");
		}
		if (!NUMBER.matcher(key.group(1)).matches()) {
			throw new RejectedRequestException("instances." + key.group(1) + ": a number from 2 to 1000 is expected");
		}
		return this.cameras.computeIfAbsent(Integer.valueOf(key.group(1)), (number) -> new LinkedHashMap<>());
	}

	private void checkAllowed(String path, String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt("camera." + key, '.');
		if (ALLOWED.stream().noneMatch((allowed) -> allowed.equals(name) || allowed.isAncestorOf(name))) {
			throw new RejectedRequestException(path + ": cannot be set for a camera that is added at run time; sim.*,"
					+ " session.*, admin.*, snapshot.authentication and rtsp.digest can");
		}
		PropertyCheck.problem(this.drivers, "camera." + path).ifPresent((problem) -> {
			throw new RejectedRequestException(path + ": " + problem);
		});
	}

}
