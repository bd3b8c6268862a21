package org.camerad.camera;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.camerad.driver.DriverSPI;
import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.system.ApplicationHome;

/**
 * A search for drivers on the class path and in the jars of a folder. Each jar has a
 * class loader of its own, whose parent is the service's. Each provider is instantiated
 * separately, so that a broken jar does not hide the others.
 */
final class DriverSearch {

	private static final Logger logger = LoggerFactory.getLogger(DriverSearch.class);

	private static final String PROVIDERS = "META-INF/services/" + DriverSPI.class.getName();

	private final List<Found> found = new ArrayList<>();

	/** Searches the class path. */
	DriverSearch classPath() {
		search(DriverSPI.class.getClassLoader(), "built in");
		return this;
	}

	/**
	 * Searches the jars of a folder.
	 * @param configured the folder, or null for {@code drivers} beside the service's jar,
	 * if that exists
	 * @throws ConfigurationException when the configured folder cannot be read
	 */
	DriverSearch folder(@Nullable Path configured) {
		Path folder = (configured != null) ? configured : besideTheService();
		if (configured == null && !Files.isDirectory(folder)) {
			return this;
		}
		try (Stream<Path> files = Files.list(folder)) {
			files.filter((file) -> file.getFileName().toString().endsWith(".jar")).sorted().forEach(this::jar);
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.driver-path", folder + " cannot be read: " + ex);
		}
		return this;
	}

	/** Returns the folder that is searched when none is configured. */
	static Path besideTheService() {
		return new ApplicationHome(DriverSearch.class).getDir().toPath().resolve("drivers");
	}

	/** Returns the drivers, those of the class path first. */
	List<Found> found() {
		return List.copyOf(this.found);
	}

	private void jar(Path jar) {
		try (JarFile readable = new JarFile(jar.toFile())) {
			if (readable.getEntry(PROVIDERS) == null) {
				logger.warn("skipped {}: not a camera driver, it has no {}", jar, PROVIDERS);
				return;
			}
			search(new JarLoader(jar), jar.toString());
		}
		catch (IOException ex) {
			logger.error("{} cannot be read: {}", jar, ex.toString());
		}
	}

	private void search(ClassLoader loader, String origin) {
		Iterator<DriverSPI> providers = ServiceLoader.load(DriverSPI.class, loader).iterator();
		while (true) {
			try {
				if (!providers.hasNext()) {
					return;
				}
				DriverSPI driver = providers.next();
				Objects.requireNonNull(driver.properties(), "properties");
				this.found.add(new Found(Objects.requireNonNull(driver.name(), "name"), driver, origin));
			}
			catch (Throwable ex) {
				logger.error("a camera driver cannot be loaded ({}): {}", origin, ex.toString());
			}
		}
	}

	/**
	 * A driver that was found.
	 *
	 * @param name its name
	 * @param driver the driver
	 * @param origin where it was found: the jar's path, or {@code built in}
	 */
	record Found(String name, DriverSPI driver, String origin) {

		@Override
		public String toString() {
			return this.name + " (" + this.origin + ")";
		}

	}

	/** The class loader of one jar. It stays open for as long as the process runs. */
	private static final class JarLoader extends URLClassLoader {

		JarLoader(Path jar) throws MalformedURLException {
			super(new URL[] { jar.toUri().toURL() }, DriverSPI.class.getClassLoader());
		}

		/** Leaves out the service's own drivers, which the class path search finds. */
		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return PROVIDERS.equals(name) ? findResources(name) : super.getResources(name);
		}

	}

}
