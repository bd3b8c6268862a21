package org.camerad.audit;

import java.security.NoSuchAlgorithmException;
import java.time.Clock;

import javax.net.ssl.SSLContext;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.operation.AuditProperties;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointFilter;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The configuration of the audit log. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	/** Creates the log. The cameras start and close it, because it is in their folder. */
	@Bean(destroyMethod = "")
	static AuditJournal auditJournal(CameraProperties properties, SslBundles bundles, MeterRegistry meters,
			Clock clock) {
		AuditProperties audit = properties.audit();
		AuditFiles files = new AuditFiles(properties.dataDir().resolve("audit"), audit.maxSize().toBytes());
		return new AuditJournal(audit, files, syslog(audit, bundles, meters), properties.factoryReset().eraseAudit(),
				meters, clock, System::nanoTime);
	}

	private static @Nullable SyslogSender syslog(AuditProperties audit, SslBundles bundles, MeterRegistry meters) {
		if (audit.syslog().isEmpty()) {
			return null;
		}
		return new SyslogSender(
				new SyslogConnection(SyslogTarget.parse(audit.syslog()), trust(audit.syslogBundle(), bundles)), meters);
	}

	private static SSLContext trust(String bundle, SslBundles bundles) {
		try {
			return bundle.isEmpty() ? SSLContext.getDefault() : bundles.getBundle(bundle).createSslContext();
		}
		catch (NoSuchSslBundleException ex) {
			throw new ConfigurationException("camera.audit.syslog-bundle",
					"there is no bundle of the name \"" + bundle + "\" under spring.ssl.bundle");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new ConfigurationException("camera.audit.syslog", "TLS cannot be used: " + ex);
		}
	}

	@Bean
	static AuditEndpoint auditEndpoint(AuditJournal journal) {
		return new AuditEndpoint(journal);
	}

	/** Hides /actuator/audit unless the management port is separate. */
	@Bean
	static EndpointFilter<ExposableWebEndpoint> auditEndpointFilter(Environment environment) {
		EndpointId id = EndpointId.of(AuditEndpoint.ID);
		return (endpoint) -> !endpoint.getEndpointId().equals(id)
				|| ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
	}

	/** Returns DEGRADED while entries cannot be written. The camera itself works. */
	@Bean
	static HealthIndicator auditHealthIndicator(AuditJournal journal) {
		return () -> {
			String problem = journal.problem();
			return (problem == null) ? Health.up().build()
					: Health.status("DEGRADED")
						.withDetail("log",
								"entries cannot be written: " + problem
										+ "; make sure that the data folder is neither full nor read-only")
						.build();
		};
	}

}
