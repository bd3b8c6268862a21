package org.camerad.hosting;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditJournal;
import org.camerad.audit.AuditKind;
import org.camerad.audit.CameraAudit;
import org.camerad.cgi.CrossSiteListener;
import org.camerad.cgi.RequestGuardFilter;
import org.camerad.camera.Drivers;
import org.camerad.live.rtsp.RtspEventLoops;
import org.camerad.network.Connectors;
import org.camerad.network.NetworkSettings;
import org.camerad.onvif.Discovery;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ForwardedHeaderCheck;
import org.camerad.operation.PropertyCheck;
import org.camerad.settings.SettingsGroup;
import org.camerad.user.PasswordHasher;
import org.camerad.video.VideoSettings;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointFilter;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** The configuration of the cameras in this process. */
@Configuration(proxyBeanMethods = false)
class HostingConfiguration {

	@Bean
	static Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	static PasswordHasher passwordHasher() {
		return new PasswordHasher();
	}

	@Bean
	static HostedCameras cameras(CameraProperties properties, ConfigurableEnvironment environment,
			Connectors connectors, SslBundles bundles, MeterRegistry meters, Clock clock, List<SettingsGroup<?>> groups,
			PasswordHasher hasher, AuditJournal journal) {
		Drivers drivers = Drivers.find(properties.driverPath());
		PropertyCheck.check(environment, drivers.all(), properties.count());
		ForwardedHeaderCheck.check(environment);
		return new HostedCameras(new SharedResources(properties, environment, drivers, inOrder(groups), connectors,
				new RtspEventLoops(properties.count()), hasher, bundles, meters, clock, System::nanoTime, journal,
				new Discovery(environment.getProperty("server.address", InetAddress.class))));
	}

	/**
	 * Returns the groups in the order in which they are applied. The streams come first,
	 * because a change of an encoder may reset the image. The network comes last, when
	 * all other settings are in effect.
	 */
	private static List<SettingsGroup<?>> inOrder(List<SettingsGroup<?>> groups) {
		Set<SettingsGroup<?>> streams = Set.of(VideoSettings.MAIN, VideoSettings.SUB);
		return groups.stream()
			.sorted(Comparator.<SettingsGroup<?>, Boolean>comparing((group) -> !streams.contains(group))
				.thenComparing((group) -> group == NetworkSettings.NETWORK))
			.toList();
	}

	@Bean
	static CrossSiteListener crossSiteAudit() {
		return (request) -> {
			String name = request.getRequestURI().substring(request.getRequestURI().lastIndexOf('/') + 1);
			// Any text may stand in the path: only what looks like an interface is kept.
			String group = name.matches("[A-Za-z0-9_.]{1,32}") ? name : "";
			RequestGuardFilter.camera(request)
				.part(CameraAudit.class)
				.record(new AuditEvent(AuditKind.CROSS_SITE_REFUSED, "", "", request.getRemoteAddr(), group, List.of(),
						"refused"));
		};
	}

	@Bean
	static FleetChecks fleetChecks(HostedCameras cameras) {
		return new FleetChecks(cameras);
	}

	@Bean
	static FleetHealth fleetHealth(HealthContributorRegistry registry, HostedCameras cameras, FleetChecks checks) {
		return new FleetHealth(registry, cameras, checks);
	}

	@Bean
	static FleetChanges fleetChanges(HostedCameras cameras, FleetHealth health) {
		return new FleetChanges(cameras, health);
	}

	@Bean
	static CamerasEndpoint camerasEndpoint(HostedCameras cameras, FleetChecks checks) {
		return new CamerasEndpoint(cameras, checks);
	}

	/** Hides /actuator/cameras unless the management port is separate. */
	@Bean
	static EndpointFilter<ExposableWebEndpoint> camerasEndpointFilter(Environment environment) {
		EndpointId id = EndpointId.of(CamerasEndpoint.ID);
		return (endpoint) -> !endpoint.getEndpointId().equals(id)
				|| ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
	}

}
