package org.camerad.camera;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.camerad.driver.DriverSPI;
import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installed drivers, one of which is chosen. */
public final class Drivers {

	private static final Logger logger = LoggerFactory.getLogger(Drivers.class);

	private static final String KEY = "camera.driver";

	private static final String SIMULATOR = "sim";

	private final List<DriverSearch.Found> drivers;

	/** Detecting hardware takes time, and is logged. */
	private final Map<String, DriverSPI> chosen = new ConcurrentHashMap<>();

	/**
	 * @throws ConfigurationException when two drivers have the same name
	 */
	Drivers(List<DriverSearch.Found> drivers) {
		Map<String, DriverSearch.Found> byName = new HashMap<>();
		for (DriverSearch.Found driver : drivers) {
			DriverSearch.Found other = byName.put(driver.name(), driver);
			if (other != null) {
				throw new ConfigurationException(KEY,
						"two drivers have the same name: " + other + " and " + driver + "; remove one of them");
			}
		}
		this.drivers = List.copyOf(drivers);
	}

	/**
	 * Searches the class path and a folder.
	 * @param folder {@code camera.driver-path}, or null for {@code drivers} beside the
	 * service
	 */
	public static Drivers find(@Nullable Path folder) {
		Drivers drivers = new Drivers(new DriverSearch().classPath().folder(folder).found());
		logger.info("found the camera drivers {}", names(drivers.drivers));
		return drivers;
	}

	/** Returns all drivers, chosen or not. */
	public List<DriverSPI> all() {
		return this.drivers.stream().map(DriverSearch.Found::driver).toList();
	}

	/**
	 * Returns the driver of that name; for {@code auto} the one that detects its
	 * hardware, and the simulator when none does.
	 * @throws ConfigurationException when there is no such driver, or several detect
	 * their hardware
	 */
	public DriverSPI choose(String wanted) {
		return this.chosen.computeIfAbsent(wanted, (name) -> "auto".equals(name) ? detect() : named(name));
	}

	private DriverSPI named(String wanted) {
		return this.drivers.stream()
			.filter((driver) -> driver.name().equals(wanted))
			.map(DriverSearch.Found::driver)
			.findFirst()
			.orElseThrow(() -> new ConfigurationException(KEY, "there is no driver \"" + wanted
					+ "\"; there are auto and " + names(this.drivers) + "; see camera.driver-path"));
	}

	private DriverSPI detect() {
		List<DriverSearch.Found> detecting = this.drivers.stream().filter(Drivers::detects).toList();
		if (detecting.size() > 1) {
			throw new ConfigurationException(KEY,
					"several drivers detect their hardware (" + names(detecting) + "); choose one of them");
		}
		if (detecting.isEmpty()) {
			logger.warn("no camera hardware detected: this is a SIMULATED camera (camera.driver=auto)");
			return named(SIMULATOR);
		}
		return detecting.get(0).driver();
	}

	private static boolean detects(DriverSearch.Found found) {
		try {
			return found.driver().detects();
		}
		catch (Throwable ex) {
			logger.error("the driver {} failed to detect its hardware, skipping it: {}", found, ex.toString());
			return false;
		}
	}

	private static String names(List<DriverSearch.Found> drivers) {
		return drivers.stream().map(DriverSearch.Found::toString).sorted().collect(Collectors.joining(", "));
	}

}
