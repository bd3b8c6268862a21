package org.camerad.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The documented configuration, {@code camera.*}. A wrong value stops the start with a
 * message that names the key. Each driver checks its own properties,
 * {@code camera.<driver>.*}.
 *
 * @param count the number of cameras in this process, 1 to 1000
 * @param driver the driver's name, or {@code auto}
 * @param driverPath the folder of further drivers' jars, null for {@code drivers} beside
 * the service's jar
 * @param dataDir the folder of all data that survives a restart
 * @param admin the factory's administrator
 * @param ptz PTZ movement
 * @param session sessions
 * @param snapshot snapshots
 * @param upload the destinations of uploads
 * @param firmware firmware upgrade
 * @param rtsp live streams
 * @param limits the limits for one address and one user
 * @param trustedProxies the addresses and blocks of proxies whose {@code X-Forwarded-For}
 * header is believed
 * @param rtsps live streams over TLS
 * @param http the contract over plain HTTP
 * @param https the contract over TLS
 * @param audit the audit log
 * @param factoryReset factory resets
 * @param console the pages for browsers
 * @param onvif ONVIF
 */
@ConfigurationProperties("camera")
public record CameraProperties(@DefaultValue("1") int count, @DefaultValue("auto") String driver,
		@Nullable Path driverPath, @DefaultValue("camerad-data") Path dataDir, @DefaultValue Admin admin,
		@DefaultValue Ptz ptz, @DefaultValue Session session, @DefaultValue Snapshot snapshot,
		@DefaultValue UploadProperties upload, @DefaultValue FirmwareProperties firmware, @DefaultValue Rtsp rtsp,
		@DefaultValue LimitProperties limits, @DefaultValue List<String> trustedProxies, @DefaultValue Rtsps rtsps,
		@DefaultValue Http http, @DefaultValue Https https, @DefaultValue AuditProperties audit,
		@DefaultValue FactoryReset factoryReset, @DefaultValue Console console, @DefaultValue OnvifProperties onvif) {

	private static final int MAX_COUNT = 1000;

	/**
	 * The factory administrator.
	 *
	 * @param username its name
	 * @param password its password, null to generate one at the first start
	 */
	public record Admin(@DefaultValue("admin") String username, @Nullable String password) {

		public Admin {
			password = (password == null || password.isEmpty()) ? null : password;
		}

		@Override
		public String toString() {
			return "Admin[" + this.username + "]";
		}

	}

	/**
	 * PTZ movement.
	 *
	 * @param maxMove the time after which a movement without another request is stopped
	 */
	public record Ptz(@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration maxMove) {

		public Ptz {
			between("camera.ptz.max-move", maxMove, Duration.ofMillis(100), Duration.ofHours(1));
		}

	}

	/**
	 * Sessions.
	 *
	 * @param timeout the time after which a uid expires without a successful request
	 */
	public record Session(@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Session {
			between("camera.session.timeout", timeout, Duration.ofMillis(100), Duration.ofDays(1));
		}

	}

	/**
	 * Snapshots.
	 *
	 * @param authentication whether a snapshot needs credentials; an upload always does
	 */
	public record Snapshot(@DefaultValue("true") boolean authentication) {
	}

	/**
	 * Live streams.
	 *
	 * @param port the RTSP port, 0 to turn RTSP off
	 * @param digest whether digest log-ins are offered beside HTTP Basic; decision 0007
	 * describes what is stored for them
	 * @param timeout the time after which a session without requests ends
	 */
	public record Rtsp(@DefaultValue("8554") int port, @DefaultValue("true") boolean digest,
			@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Rtsp {
			checkPort("camera.rtsp.port", port, "RTSP");
			between("camera.rtsp.timeout", timeout, Duration.ofSeconds(1), Duration.ofHours(1));
		}

	}

	/**
	 * Live streams over TLS.
	 *
	 * @param port the port of RTSP over TLS, 0 for none
	 */
	public record Rtsps(@DefaultValue("0") int port) {

		public Rtsps {
			checkPort("camera.rtsps.port", port, "RTSP over TLS");
		}

	}

	/**
	 * The contract over plain HTTP.
	 *
	 * @param enabled whether it is offered; without it HTTPS must be
	 */
	public record Http(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * The contract over TLS.
	 *
	 * @param port the HTTPS port, 0 for none
	 * @param bundle the name of the SSL bundle with its certificate, empty for a
	 * self-signed one
	 */
	public record Https(@DefaultValue("0") int port, @DefaultValue("") String bundle) {

		public Https {
			checkPort("camera.https.port", port, "HTTPS");
			bundle = bundle.strip();
		}

	}

	/**
	 * Factory resets.
	 *
	 * @param eraseCard whether they erase this service's pictures on the memory card
	 * @param eraseAudit whether they erase the audit log
	 */
	public record FactoryReset(@DefaultValue("false") boolean eraseCard, @DefaultValue("false") boolean eraseAudit) {
	}

	/**
	 * The pages for browsers.
	 *
	 * @param enabled whether they are offered
	 */
	public record Console(@DefaultValue("true") boolean enabled) {
	}

	public CameraProperties {
		if (count < 1 || count > MAX_COUNT) {
			throw new ConfigurationException("camera.count", "must be from 1 to " + MAX_COUNT + ", is " + count);
		}
		if (driver.isBlank()) {
			throw new ConfigurationException("camera.driver", "must be auto or a driver's name");
		}
		if (count > 1 && firmware.restart() == FirmwareProperties.Restart.PROCESS) {
			throw new ConfigurationException("camera.firmware.restart",
					"process would restart all " + count + " cameras of this process; set camera, or camera.count=1");
		}
		driverPath = (driverPath == null || driverPath.toString().isBlank()) ? null : driverPath;
	}

	/** Returns whether clients can log in by digest. */
	public boolean hasDigest() {
		return this.rtsp.digest() && (hasRtsp() || this.onvif.enabled());
	}

	private boolean hasRtsp() {
		return this.rtsp.port() != 0 || this.rtsps.port() != 0;
	}

	private static void checkPort(String key, int port, String service) {
		if (port < 0 || port > 65535) {
			throw new ConfigurationException(key, "must be from 1 to 65535, or 0 for no " + service);
		}
	}

	static void between(String key, Duration value, Duration min, Duration max) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			throw new ConfigurationException(key,
					"must be from " + min.toMillis() + "ms to " + max.toSeconds() + "s, is " + value.toMillis() + "ms");
		}
	}

}
