package org.camerad.hosting;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.driver.DriverSPI;
import org.camerad.live.rtsp.RtspEventLoops;
import org.camerad.network.Connectors;
import org.camerad.operation.CameraProperties;
import org.camerad.session.Ticker;
import org.camerad.user.PasswordHasher;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * The resources that the cameras of this process share.
 *
 * @param driver the driver that opens them
 * @param loops the event loops of their RTSP servers
 */
record SharedResources(CameraProperties properties, Environment environment, DriverSPI driver, Connectors connectors,
		RtspEventLoops loops, PasswordHasher hasher, SslBundles bundles, MeterRegistry meters, Clock clock,
		Ticker ticker) {

	/** Returns the configuration that belongs to the driver. */
	Map<String, String> driverProperties() {
		return Binder.get(this.environment)
			.bind("camera." + this.driver.name(), Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
	}

	/** Returns the configured port of the first camera. */
	int port() {
		return this.environment.getProperty("server.port", Integer.class, 8080);
	}

	/** Returns the port of the operators, 0 for any or none. */
	int managementPort() {
		return this.environment.getProperty("management.server.port", Integer.class, 0);
	}

	/** Returns the address that all ports are bound to, null for all addresses. */
	@Nullable InetAddress address() {
		return this.environment.getProperty("server.address", InetAddress.class);
	}

}
