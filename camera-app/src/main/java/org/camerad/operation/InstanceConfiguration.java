package org.camerad.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The configuration of one camera: {@code camera.instances.<i>.*} before
 * {@code camera.*}. Any thread.
 */
public final class InstanceConfiguration {

	private final int number;

	private final CameraProperties properties;

	private final List<ConfigurationPropertySource> own;

	private final Binder binder;

	private InstanceConfiguration(int number, CameraProperties common, List<ConfigurationPropertySource> own,
			ConfigurableEnvironment environment) {
		this.number = number;
		this.own = own;
		List<ConfigurationPropertySource> all = new ArrayList<>(own);
		ConfigurationPropertySources.get(environment).forEach(all::add);
		this.binder = new Binder(all, new PropertySourcesPlaceholdersResolver(environment));
		this.properties = own.isEmpty() ? common : bind();
	}

	/**
	 * Reads the configuration of a camera with which the process starts.
	 * @param common the properties of all cameras
	 * @throws ConfigurationException when one of its own properties is not valid
	 */
	public static InstanceConfiguration of(int number, CameraProperties common, ConfigurableEnvironment environment) {
		ConfigurationPropertyName prefix = InstanceName.PREFIX.append(String.valueOf(number));
		List<ConfigurationPropertySource> own = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(prefix) != ConfigurationPropertyState.ABSENT) {
				own.add(new OwnSource(source, number));
			}
		}
		return new InstanceConfiguration(number, common, own, environment);
	}

	/**
	 * Reads the configuration of a camera that is added later. Its own properties are
	 * those that are passed alone.
	 * @param own the properties, by their names for all cameras
	 * @throws ConfigurationException when one of them is not valid
	 */
	public static InstanceConfiguration added(int number, Map<String, String> own, CameraProperties common,
			ConfigurableEnvironment environment) {
		Map<String, String> named = new HashMap<>();
		own.forEach((key, value) -> named.put(InstanceName.PREFIX + "." + number + key.substring("camera".length()),
				value));
		return new InstanceConfiguration(number, common,
				List.of(new OwnSource(new MapConfigurationPropertySource(named), number)), environment);
	}

	private CameraProperties bind() {
		try {
			return this.binder.bindOrCreate("camera", CameraProperties.class);
		}
		catch (BindException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof ConfigurationException wrong) {
					throw wrong.ofCamera(this.number);
				}
			}
			throw ex;
		}
	}

	/** Returns the number of the camera, from 1. */
	public int number() {
		return this.number;
	}

	/** Returns the properties in effect for this camera. */
	public CameraProperties properties() {
		return this.properties;
	}

	/**
	 * Returns whether a property is configured for this camera alone.
	 * @param key its name for all cameras, such as {@code camera.rtsp.port}
	 */
	public boolean isOwn(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
		return this.own.stream().anyMatch((source) -> source.getConfigurationProperty(name) != null);
	}

	/** Returns the key with which a property is configured for this camera. */
	public String key(String common) {
		return isOwn(common) ? InstanceName.of(this.number, ConfigurationPropertyName.of(common)).toString() : common;
	}

	/** Returns the configured values of the properties that a driver declares. */
	public Map<String, String> driverProperties(DriverSPI driver) {
		Map<String, String> configured = new HashMap<>();
		for (DriverProperty property : driver.properties()) {
			String value = this.binder.bind(key(driver, property), String.class).orElse(null);
			if (value != null) {
				configured.put(property.name(), value);
			}
		}
		return configured;
	}

	/** Returns the names of a driver's properties that are configured for this camera. */
	public Set<String> ownDriverProperties(DriverSPI driver) {
		Set<String> names = new HashSet<>();
		if (!this.own.isEmpty()) {
			driver.properties()
				.stream()
				.filter((property) -> isOwn(key(driver, property)))
				.forEach((property) -> names.add(property.name()));
		}
		return names;
	}

	private static String key(DriverSPI driver, DriverProperty property) {
		return "camera." + driver.name() + "." + property.name();
	}

	/**
	 * Returns a problem with the key of this camera, if one of its own keys caused it, or
	 * one that is missing for its own driver.
	 */
	public ConfigurationException named(ConfigurationException problem) {
		String message = String.valueOf(problem.getMessage());
		String key = message.substring(0, Math.max(0, message.indexOf(':')));
		boolean isOfCamera = ConfigurationPropertyName.isValid(key) && (isOwn(key) || isMissingForOwnDriver(key));
		return isOfCamera ? problem.ofCamera(this.number) : problem;
	}

	private boolean isMissingForOwnDriver(String key) {
		return isOwn("camera.driver") && key.startsWith("camera." + this.properties.driver() + ".")
				&& !this.binder.bind(key, String.class).isBound();
	}

	/**
	 * The properties of one camera in a source, with the names that they have for all.
	 *
	 * @param source the source
	 * @param number the number of the camera
	 */
	private record OwnSource(ConfigurationPropertySource source, int number) implements ConfigurationPropertySource {

		private static final ConfigurationPropertyName CAMERA = ConfigurationPropertyName.of("camera");

		@Override
		public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
			return CAMERA.isAncestorOf(name) ? this.source.getConfigurationProperty(InstanceName.of(this.number, name))
					: null;
		}

		@Override
		public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
			return CAMERA.isAncestorOf(name) ? this.source.containsDescendantOf(InstanceName.of(this.number, name))
					: ConfigurationPropertyState.UNKNOWN;
		}

	}

}
