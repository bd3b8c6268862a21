package org.camerad.hosting;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.InstanceConfiguration;

/**
 * The ports of this process and their owners. A port of the first camera is configured;
 * the other cameras use the ports after it, or one of their own. Thread-safe.
 */
final class ServicePorts {

	private static final int MAX_PORT = 65535;

	private static final String MANAGEMENT = "management.server.port";

	private final SharedResources shared;

	private final Map<Integer, Owner> owners = new ConcurrentHashMap<>();

	ServicePorts(SharedResources shared) {
		this.shared = shared;
	}

	/** A service of each camera. */
	private enum Service {

		HTTP("server.port", false, (properties) -> 0),
		HTTPS("camera.https.port", true, (properties) -> properties.https().port()),
		RTSP("camera.rtsp.port", false, (properties) -> properties.rtsp().port()),
		RTSPS("camera.rtsps.port", true, (properties) -> properties.rtsps().port());

		private final String key;

		private final boolean tls;

		private final ToIntFunction<CameraProperties> port;

		Service(String key, boolean tls, ToIntFunction<CameraProperties> port) {
			this.key = key;
			this.tls = tls;
			this.port = port;
		}

	}

	/**
	 * The owner of a port.
	 *
	 * @param camera the number of the camera, 0 for the management port
	 * @param key the property that sets the port
	 * @param configured the value of the property
	 * @param tls whether the service came with TLS
	 */
	private record Owner(int camera, String key, int configured, boolean tls) {

		private String named(int port) {
			return (this.camera == 0) ? String.valueOf(port) : port + " (camera " + this.camera + ")";
		}

	}

	/**
	 * Takes the ports of the cameras that the process starts with, and the management
	 * port.
	 * @throws ConfigurationException when two of them are the same or no port would serve
	 * the contract; the message names both owners
	 */
	void claim(List<InstanceConfiguration> cameras) {
		cameras.forEach(this::checkContract);
		for (Service service : Service.values()) {
			cameras.forEach((camera) -> claim(service, camera));
		}
		int management = this.shared.managementPort();
		if (management != 0) {
			claim(management, new Owner(0, MANAGEMENT, management, false), cameras.size() > 1);
		}
	}

	/**
	 * Takes the ports of one more camera, or none.
	 * @throws ConfigurationException when one of them has an owner
	 */
	void claim(InstanceConfiguration camera) {
		try {
			for (Service service : Service.values()) {
				claim(service, camera);
			}
		}
		catch (ConfigurationException ex) {
			release(camera.number());
			throw ex;
		}
	}

	/** Gives the ports of a camera back. */
	void release(int camera) {
		this.owners.values().removeIf((owner) -> owner.camera() == camera);
	}

	private void claim(Service service, InstanceConfiguration camera) {
		int port = port(service, camera);
		if (port == 0 || (service == Service.HTTP && !camera.properties().http().enabled())) {
			return;
		}
		if (port > MAX_PORT) {
			throw new ConfigurationException("camera.count",
					"camera " + camera.number() + " would listen on port " + port + "; lower it or " + service.key);
		}
		Owner owner = new Owner(camera.number(), camera.key(service.key), configured(service, camera), service.tls);
		claim(port, owner, this.shared.properties().count() > 1 || camera.number() > 1);
	}

	private void claim(int port, Owner owner, boolean several) {
		Owner other = this.owners.putIfAbsent(port, owner);
		// One camera starts without RTSP if its port is in use, and health tells it.
		if (other == null || !(several || other.tls() || owner.tls() || isServed(other, owner))) {
			return;
		}
		if (!several && owner.camera() != 0) {
			throw new ConfigurationException(owner.key(), port + " is also " + other.key() + "; set another port");
		}
		String otherName = (other.camera() == 0) ? other.key()
				: "the port of camera " + other.camera() + " (" + other.key() + "=" + other.configured() + ")";
		throw new ConfigurationException(owner.key(),
				owner.named(port) + " is also " + otherName + "; set another one");
	}

	/** Returns whether the management port is the one of the contract. */
	private static boolean isServed(Owner other, Owner owner) {
		return owner.camera() == 0 && other.key().equals(Service.HTTP.key);
	}

	private void checkContract(InstanceConfiguration camera) {
		CameraProperties properties = camera.properties();
		if (!properties.http().enabled() && properties.https().port() == 0) {
			throw new ConfigurationException(camera.key("camera.http.enabled"),
					"is false and camera.https.port is 0, so that nothing could reach the camera; set camera.https.port");
		}
		if (properties.https().port() != 0 && this.shared.encryptsServerPort()) {
			throw new ConfigurationException(camera.key("camera.https.port"),
					"cannot be set together with server.ssl.*, which encrypts server.port; remove one of them");
		}
	}

	/** Returns the HTTP port of a camera, 0 for any. */
	int http(InstanceConfiguration camera) {
		return port(Service.HTTP, camera);
	}

	/** Returns the HTTPS port of a camera, 0 for none. */
	int https(InstanceConfiguration camera) {
		return port(Service.HTTPS, camera);
	}

	/** Returns the RTSP port of a camera, 0 for none. */
	int rtsp(InstanceConfiguration camera) {
		return port(Service.RTSP, camera);
	}

	/** Returns the port of RTSP over TLS of a camera, 0 for none. */
	int rtsps(InstanceConfiguration camera) {
		return port(Service.RTSPS, camera);
	}

	private int port(Service service, InstanceConfiguration camera) {
		int configured = configured(service, camera);
		boolean counts = configured != 0 && !camera.isOwn(service.key);
		return counts ? configured + camera.number() - 1 : configured;
	}

	private int configured(Service service, InstanceConfiguration camera) {
		return (service == Service.HTTP) ? this.shared.port() : service.port.applyAsInt(camera.properties());
	}

	/** Returns whether a service other than HTTP owns a port. */
	boolean isReserved(int port) {
		Owner owner = this.owners.get(port);
		return owner != null && !owner.key().equals(Service.HTTP.key);
	}

}
