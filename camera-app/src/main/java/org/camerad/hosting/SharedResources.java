package org.camerad.hosting;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.audit.AuditJournal;
import org.camerad.camera.Drivers;
import org.camerad.live.rtsp.RtspEventLoops;
import org.camerad.network.Connectors;
import org.camerad.onvif.Discovery;
import org.camerad.operation.CameraProperties;
import org.camerad.session.Ticker;
import org.camerad.settings.SettingsGroup;
import org.camerad.user.PasswordHasher;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The resources that the cameras of this process share.
 *
 * @param drivers the drivers that open them
 * @param groups the settings of all interfaces, in the order in which they are applied
 * @param loops the event loops of their RTSP servers
 * @param journal the audit log, which the cameras start and close
 * @param discovery the responder of WS-Discovery
 */
record SharedResources(CameraProperties properties, ConfigurableEnvironment environment, Drivers drivers,
		List<SettingsGroup<?>> groups, Connectors connectors, RtspEventLoops loops, PasswordHasher hasher,
		SslBundles bundles, MeterRegistry meters, Clock clock, Ticker ticker, AuditJournal journal,
		Discovery discovery) {

	/** Returns the configured port of the first camera. */
	int port() {
		return this.environment.getProperty("server.port", Integer.class, 8080);
	}

	/** Returns whether Spring Boot encrypts the port of the first camera. */
	boolean encryptsServerPort() {
		return Binder.get(this.environment).bind("server.ssl", Ssl.class).map((ssl) -> ssl.isEnabled()).orElse(false);
	}

	/** Returns the configured management port, 0 for any or none. */
	int managementPort() {
		return this.environment.getProperty("management.server.port", Integer.class, 0);
	}

	/** Returns the address to which all ports are bound, null for all addresses. */
	@Nullable InetAddress address() {
		return this.environment.getProperty("server.address", InetAddress.class);
	}

}
