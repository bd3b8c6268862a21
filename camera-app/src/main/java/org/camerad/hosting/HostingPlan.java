package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Tags;
import org.camerad.driver.DriverSPI;
import org.camerad.network.CameraPort;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.InstanceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The allocation of ports, folders and drivers to the cameras of this process. Not
 * thread-safe.
 */
final class HostingPlan {

	private static final String DATA = "camera.data-dir";

	private static final String CARD = "camera.upload.sd.directory";

	/** The names that a driver may have. */
	private static final Pattern NAME = Pattern.compile("[a-z]{1,64}");

	private final SharedResources shared;

	private final ServicePorts ports;

	private final CameraFolders data = new CameraFolders(DATA);

	private final CameraFolders cards = new CameraFolders(CARD);

	HostingPlan(SharedResources shared) {
		this.shared = shared;
		this.ports = new ServicePorts(shared);
	}

	/**
	 * Allocates the resources of all configured cameras.
	 * @throws ConfigurationException when the configuration of one is not valid, or two
	 * of them need the same port or folder
	 */
	List<CameraResources> all() {
		CameraProperties common = this.shared.properties();
		List<InstanceConfiguration> cameras = IntStream.rangeClosed(1, common.count())
			.mapToObj((number) -> InstanceConfiguration.of(number, common, this.shared.environment()))
			.toList();
		this.ports.claim(cameras);
		return cameras.stream().map(this::resources).toList();
	}

	/**
	 * Allocates the resources of one more camera, or none.
	 * @throws ConfigurationException when a port or folder of it is that of another one
	 */
	CameraResources add(InstanceConfiguration camera) {
		this.ports.claim(camera);
		try {
			return resources(camera);
		}
		catch (ConfigurationException ex) {
			release(camera.number());
			throw ex;
		}
	}

	/** Gives the resources of a camera back. */
	void release(int number) {
		this.ports.release(number);
		this.data.release(number);
		this.cards.release(number);
	}

	private CameraResources resources(InstanceConfiguration camera) {
		CameraProperties properties = camera.properties();
		CameraMeters meters = new CameraMeters(this.shared.meters(),
				Tags.of("camera", String.valueOf(camera.number())));
		CameraPort.Options options = new CameraPort.Options(this.ports.http(camera), properties.http().enabled(),
				this.ports.https(camera), this.ports::isReserved, properties.limits().connectionsPerAddress(), meters);
		Path folder = this.data.claim(camera, this.shared.properties().dataDir(), properties.dataDir());
		return new CameraResources(camera, driver(camera), folder, cardFolder(camera), options, this.ports.rtsp(camera),
				this.ports.rtsps(camera), meters);
	}

	/** Returns the driver of a camera. One that a camera alone misses opens nothing. */
	private DriverSPI driver(InstanceConfiguration camera) {
		String wanted = camera.properties().driver();
		try {
			return this.shared.drivers().choose(wanted);
		}
		catch (ConfigurationException ex) {
			if (!camera.isOwn("camera.driver") || !NAME.matcher(wanted).matches()) {
				throw camera.named(ex);
			}
			return new MissingDriver(wanted, String.valueOf(camera.named(ex).getMessage()));
		}
	}

	/**
	 * Returns a camera's own folder on the memory card, so that cameras on one card do
	 * not remove each other's pictures.
	 */
	private @Nullable Path cardFolder(InstanceConfiguration camera) {
		Path mounted = camera.properties().upload().sd().directory();
		if (mounted == null) {
			return null;
		}
		Path folder = this.cards.claim(camera, mounted, mounted);
		if (!Files.isDirectory(mounted)) {
			return folder;
		}
		try {
			// The operator may link to the card; links on the card itself do not count.
			Path own = mounted.toRealPath().resolve(mounted.relativize(folder));
			return folder.equals(mounted) ? mounted.toRealPath() : Files.createDirectories(own);
		}
		catch (IOException ex) {
			throw new ConfigurationException(camera.key(CARD),
					"the folder of camera " + camera.number() + " cannot be created: " + ex);
		}
	}

}
