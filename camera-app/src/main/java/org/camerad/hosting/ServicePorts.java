package org.camerad.hosting;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;

/**
 * The configured ports of this process. Each but the management port is the first
 * camera's; the other cameras use the ports after it.
 *
 * @param count the number of cameras
 * @param http the HTTP ports
 * @param https the HTTPS ports
 * @param rtsp the RTSP ports
 * @param rtsps the ports of RTSP over TLS
 * @param management the management port, 0 for any or none
 */
record ServicePorts(int count, Range http, Range https, Range rtsp, Range rtsps, int management) {

	private static final int MAX_PORT = 65535;

	/**
	 * The ports of one service for all cameras.
	 *
	 * @param key the property that sets the first
	 * @param first the first port, 0 for any or none
	 * @param isTls whether the service came with TLS
	 */
	record Range(String key, int first, boolean isTls) {

		int port(int index) {
			return (this.first == 0) ? 0 : this.first + index - 1;
		}

		boolean contains(int port, int count) {
			return this.first != 0 && port >= this.first && port < this.first + count;
		}

	}

	/**
	 * Returns the ports.
	 * @throws ConfigurationException when two of them are the same, or when no port would
	 * serve the contract
	 */
	static ServicePorts of(SharedResources shared) {
		CameraProperties properties = shared.properties();
		ServicePorts ports = new ServicePorts(properties.count(), new Range("server.port", shared.port(), false),
				new Range("camera.https.port", properties.https().port(), true),
				new Range("camera.rtsp.port", properties.rtsp().port(), false),
				new Range("camera.rtsps.port", properties.rtsps().port(), true), shared.managementPort());
		if (!properties.http().enabled() && ports.https.first() == 0) {
			throw new ConfigurationException("camera.http.enabled",
					"is false and camera.https.port is 0, so that nothing could reach the camera; set camera.https.port");
		}
		if (ports.https.first() != 0 && shared.encryptsServerPort()) {
			throw new ConfigurationException("camera.https.port",
					"cannot be set together with server.ssl.*, which encrypts server.port; remove one of them");
		}
		ports.check(properties.http().enabled());
		return ports;
	}

	private void check(boolean hasHttp) {
		List<Range> used = new ArrayList<>(List.of(this.https, this.rtsp, this.rtsps));
		if (hasHttp) {
			used.add(0, this.http);
		}
		used.forEach(this::checkEnd);
		for (int i = 0; i < used.size(); i++) {
			for (Range later : used.subList(i + 1, used.size())) {
				checkApart(used.get(i), later);
			}
			checkManagement(used.get(i));
		}
	}

	private void checkEnd(Range range) {
		if (range.first() + this.count - 1 > MAX_PORT) {
			throw new ConfigurationException("camera.count", "camera " + this.count + " would listen on port "
					+ (range.first() + this.count - 1) + "; lower it or " + range.key());
		}
	}

	private void checkApart(Range one, Range other) {
		if (one.first() == 0 || other.first() == 0 || Math.abs(one.first() - other.first()) >= this.count) {
			return;
		}
		if (this.count > 1) {
			throw new ConfigurationException(other.key(), other.first() + " and the ports after it are also those of "
					+ one.key() + "=" + one.first() + " and camera.count=" + this.count);
		}
		// One camera starts without RTSP if its port is in use, and health tells it.
		if (one.isTls() || other.isTls()) {
			throw new ConfigurationException(other.key(),
					other.first() + " is also " + one.key() + "; set another port");
		}
	}

	private void checkManagement(Range range) {
		if (range.contains(this.management, this.count) && (this.count > 1 || range.isTls())) {
			throw new ConfigurationException("management.server.port",
					this.management + " is also the port of camera " + (this.management - range.first() + 1) + " ("
							+ range.key() + "=" + range.first() + "); set another one");
		}
	}

	/** Returns the ports that an HTTP port must not become. */
	Set<Integer> reserved() {
		Stream<Integer> others = Stream.of(this.https, this.rtsp, this.rtsps)
			.filter((range) -> range.first() != 0)
			.flatMap((range) -> IntStream.rangeClosed(1, this.count).mapToObj(range::port));
		// The same port as the contract's: the management has no port of its own.
		Stream<Integer> ownManagement = Stream.of(this.management)
			.filter((port) -> port != 0 && !this.http.contains(port, this.count));
		return Stream.concat(others, ownManagement).collect(Collectors.toUnmodifiableSet());
	}

}
