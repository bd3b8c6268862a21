package org.camerad.device;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.camerad.driver.DriverSPI;
import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the drivers on the class path and chooses one. Each provider is instantiated in a
 * try of its own, so that one broken jar hides no other.
 */
final class Drivers {

	private static final Logger logger = LoggerFactory.getLogger(Drivers.class);

	private static final String SIMULATOR = "sim";

	private final List<DriverSPI> drivers;

	Drivers(List<DriverSPI> drivers) {
		this.drivers = List.copyOf(drivers);
	}

	/** The drivers on the class path. */
	static Drivers find() {
		List<DriverSPI> found = new ArrayList<>();
		Iterator<DriverSPI> providers = ServiceLoader.load(DriverSPI.class, DriverSPI.class.getClassLoader())
			.iterator();
		while (true) {
			try {
				if (!providers.hasNext()) {
					return new Drivers(found);
				}
				found.add(providers.next());
			}
			catch (ServiceConfigurationError ex) {
				logger.error("a camera driver cannot be loaded: {}", ex.toString());
			}
		}
	}

	/**
	 * The driver of that name; for {@code auto} the one that detects its hardware, and
	 * the simulator when none does.
	 */
	DriverSPI choose(String wanted) {
		return "auto".equals(wanted) ? detect() : named(wanted);
	}

	private DriverSPI named(String wanted) {
		return this.drivers.stream()
			.filter((driver) -> driver.name().equals(wanted))
			.findFirst()
			.orElseThrow(() -> new ConfigurationException("camera.driver",
					"there is no driver \"" + wanted + "\"; there are auto and " + names(this.drivers)));
	}

	private DriverSPI detect() {
		List<DriverSPI> detecting = this.drivers.stream().filter(DriverSPI::detects).toList();
		if (detecting.size() > 1) {
			throw new ConfigurationException("camera.driver",
					"several drivers detect their hardware (" + names(detecting) + "); choose one of them");
		}
		if (detecting.isEmpty()) {
			logger.warn("no camera hardware detected: this is a SIMULATED camera (camera.driver=auto)");
			return named(SIMULATOR);
		}
		return detecting.get(0);
	}

	private static String names(List<DriverSPI> drivers) {
		return String.join(", ", drivers.stream().map(DriverSPI::name).sorted().toList());
	}

}
