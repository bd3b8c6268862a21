package org.camerad.hosting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

import org.camerad.operation.ConfigurationException;
import org.camerad.operation.InstanceConfiguration;
import org.camerad.simulation.RejectedRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;

/** The changes of the fleet at run time: simulated cameras come and go. Thread-safe. */
final class FleetChanges {

	private static final Logger logger = LoggerFactory.getLogger(FleetChanges.class);

	private static final String SIMULATOR = "sim";

	private final HostedCameras cameras;

	private final SharedResources shared;

	private final FleetHealth health;

	FleetChanges(HostedCameras cameras, FleetHealth health) {
		this.cameras = cameras;
		this.shared = cameras.shared();
		this.health = health;
	}

	/**
	 * Adds all cameras of a request, or none. Blocks until they serve.
	 * @throws RejectedRequestException 400 when a key or value is not valid, 409 when a
	 * number, port or folder is taken
	 */
	synchronized List<HostedCamera> add(byte[] body) {
		List<InstanceConfiguration> wanted = configurations(AddedCameras.parse(body, this.shared.drivers().all()));
		List<HostedCamera> added = new ArrayList<>();
		List<Path> created = new ArrayList<>();
		try {
			List<CameraResources> allocated = allocate(wanted);
			for (CameraResources resources : allocated) {
				if (Files.notExists(resources.folder())) {
					created.add(resources.folder());
				}
				added.add(add(resources));
			}
		}
		catch (RejectedRequestException ex) {
			wanted.forEach((camera) -> this.cameras.remove(camera.number()));
			created.forEach(FleetChanges::delete);
			throw ex;
		}
		added.forEach(this::announce);
		return added;
	}

	private List<InstanceConfiguration> configurations(NavigableMap<Integer, Map<String, String>> wanted) {
		for (int number : wanted.keySet()) {
			if (this.cameras.numbered(number) != null) {
				throw new RejectedRequestException(409, "instances." + number + ": there is a camera of that number");
			}
		}
		return wanted.entrySet().stream().map((camera) -> configuration(camera.getKey(), camera.getValue())).toList();
	}

	private InstanceConfiguration configuration(int number, Map<String, String> own) {
		Map<String, String> properties = new HashMap<>(own);
		properties.put("camera.driver", SIMULATOR);
		try {
			return InstanceConfiguration.added(number, properties, this.shared.properties(), this.shared.environment());
		}
		catch (ConfigurationException ex) {
			throw new RejectedRequestException(inRequest(ex));
		}
		catch (BindException ex) {
			String key = (ex.getProperty() != null) ? ex.getProperty().getName().toString() : ex.getName().toString();
			throw new RejectedRequestException(
					key.replaceFirst("^camera\\.", "") + ": cannot be converted to " + ex.getTarget().getType());
		}
	}

	/** Returns a message with the key as it is in a request. */
	private static String inRequest(ConfigurationException ex) {
		return String.valueOf(ex.getMessage()).replaceFirst("^camera\\.instances\\.", "instances.");
	}

	private List<CameraResources> allocate(List<InstanceConfiguration> wanted) {
		try {
			List<CameraResources> allocated = wanted.stream().map(this.cameras.plan()::add).toList();
			allocated.forEach(this::checkPorts);
			return allocated;
		}
		catch (ConfigurationException ex) {
			throw new RejectedRequestException(409, inRequest(ex));
		}
	}

	/** Checks that no other program and no moved camera uses a port. */
	private void checkPorts(CameraResources camera) {
		List<Integer> ports = List.of(camera.ports().http() ? camera.ports().port() : 0, camera.ports().httpsPort(),
				camera.rtspPort(), camera.rtspsPort());
		for (int port : ports) {
			try (ServerSocket probe = new ServerSocket()) {
				probe.setReuseAddress(true);
				probe.bind(new InetSocketAddress(this.shared.address(), port));
			}
			catch (IOException ex) {
				throw new RejectedRequestException(409,
						"instances." + camera.number() + ": port " + port + " is in use: " + ex.getMessage());
			}
		}
	}

	private HostedCamera add(CameraResources resources) {
		try {
			return this.cameras.add(resources);
		}
		catch (ConfigurationException ex) {
			throw new RejectedRequestException(inRequest(ex));
		}
		catch (IOException ex) {
			throw new RejectedRequestException(409,
					"instances." + resources.number() + ": its port cannot be opened: " + ex.getMessage());
		}
	}

	private void announce(HostedCamera camera) {
		this.health.add(camera);
		logger.warn(
				"added camera {} on port {}; it is not started again after a restart of the service, its data stays"
						+ " in {}",
				camera.number(), camera.port().current(), camera.resources().folder().toAbsolutePath());
	}

	/**
	 * Removes a camera. Blocks until its requests have ended.
	 * @param purge whether to delete its data
	 * @throws RejectedRequestException 404 when there is no such camera, 409 when it
	 * cannot be removed
	 */
	synchronized void remove(int number, boolean purge) {
		HostedCamera camera = this.cameras.numbered(number);
		if (camera == null) {
			throw new RejectedRequestException(404, "there is no camera " + number);
		}
		if (number == 1) {
			throw new RejectedRequestException(409, "camera 1 cannot be removed; stop the service instead");
		}
		if (!camera.resources().driver().name().equals(SIMULATOR)) {
			throw new RejectedRequestException(409, "camera " + number + " is not simulated");
		}
		Path folder = camera.resources().folder();
		if (purge && camera.resources().configuration().isOwn("camera.data-dir")) {
			throw new RejectedRequestException(409, "purge: camera " + number + " has a data folder of its own, "
					+ folder.toAbsolutePath() + "; remove the camera without purge, and the folder by hand");
		}
		this.health.remove(camera);
		this.cameras.remove(number);
		logger.warn("removed camera {}; its data {}", number,
				purge ? "is deleted" : "stays in " + folder.toAbsolutePath());
		if (purge) {
			delete(folder);
		}
	}

	/** Deletes a folder. A link is deleted itself, and not followed. */
	private static void delete(Path folder) {
		try {
			if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
				deleteExisting(folder);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			logger.error("{} cannot be deleted: {}; delete it by hand", folder.toAbsolutePath(), ex.toString());
		}
	}

	private static void deleteExisting(Path folder) throws IOException {
		List<Path> paths;
		try (Stream<Path> all = Files.walk(folder)) {
			paths = new ArrayList<>(all.toList());
		}
		Collections.reverse(paths);
		for (Path path : paths) {
			Files.deleteIfExists(path);
		}
	}

}
