package org.camerad.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The configuration that users rely on. A wrong value stops the start with a message that
 * names the key. What belongs to one driver ({@code camera.<driver>.*}) is checked by
 * that driver.
 *
 * @param count how many cameras this process hosts, 1 to 1000
 * @param driver the driver's name, or {@code auto}
 * @param driverPath the folder of further drivers' jars; none: {@code drivers} beside the
 * service's jar
 * @param dataDir the folder of everything that survives a restart
 * @param admin the factory's administrator
 * @param ptz moving
 * @param session uids
 * @param snapshot pictures
 * @param upload where snapshots are sent
 * @param firmware firmware upgrade
 * @param rtsp live streams
 */
@ConfigurationProperties("camera")
public record CameraProperties(@DefaultValue("1") int count, @DefaultValue("auto") String driver,
		@Nullable Path driverPath, @DefaultValue("camerad-data") Path dataDir, @DefaultValue Admin admin,
		@DefaultValue Ptz ptz, @DefaultValue Session session, @DefaultValue Snapshot snapshot,
		@DefaultValue UploadProperties upload, @DefaultValue Firmware firmware, @DefaultValue Rtsp rtsp) {

	private static final int MAX_COUNT = 1000;

	/**
	 * The administrator that leaves the factory.
	 *
	 * @param username its name
	 * @param password its password; none: a random one is made at the first start
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
	 * Moving.
	 *
	 * @param maxMove how long a movement goes on without another request
	 */
	public record Ptz(@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration maxMove) {

		public Ptz {
			between("camera.ptz.max-move", maxMove, Duration.ofMillis(100), Duration.ofHours(1));
		}

	}

	/**
	 * Uids.
	 *
	 * @param timeout how long a uid lives after its last successful request
	 */
	public record Session(@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Session {
			between("camera.session.timeout", timeout, Duration.ofMillis(100), Duration.ofDays(1));
		}

	}

	/**
	 * Pictures.
	 *
	 * @param authentication whether a picture alone needs credentials
	 */
	public record Snapshot(@DefaultValue("true") boolean authentication) {
	}

	/**
	 * Firmware upgrade.
	 *
	 * @param maxSize the largest image that is taken, in bytes
	 */
	public record Firmware(@DefaultValue("64MB") org.springframework.util.unit.DataSize maxSize) {

		public Firmware {
			if (maxSize.toBytes() < 1) {
				throw new ConfigurationException("camera.firmware.max-size", "must be at least 1 byte");
			}
		}

	}

	/**
	 * Live streams.
	 *
	 * @param port the port that RTSP is served on, 0 for none
	 * @param digest whether digest log-ins are offered beside HTTP Basic; what is kept of
	 * passwords for them is told by decision 0007
	 * @param timeout how long a session lives that is not heard of
	 */
	public record Rtsp(@DefaultValue("8554") int port, @DefaultValue("true") boolean digest,
			@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Rtsp {
			if (port < 0 || port > 65535) {
				throw new ConfigurationException("camera.rtsp.port", "must be from 1 to 65535, or 0 for no RTSP");
			}
			between("camera.rtsp.timeout", timeout, Duration.ofSeconds(1), Duration.ofHours(1));
		}

		/** Whether digest log-ins can happen. */
		public boolean hasDigest() {
			return this.digest && this.port != 0;
		}

	}

	public CameraProperties {
		if (count < 1 || count > MAX_COUNT) {
			throw new ConfigurationException("camera.count", "must be from 1 to " + MAX_COUNT + ", is " + count);
		}
		if (driver.isBlank()) {
			throw new ConfigurationException("camera.driver", "must be auto or a driver's name");
		}
		driverPath = (driverPath == null || driverPath.toString().isBlank()) ? null : driverPath;
	}

	static void between(String key, Duration value, Duration min, Duration max) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			throw new ConfigurationException(key,
					"must be from " + min.toMillis() + "ms to " + max.toSeconds() + "s, is " + value.toMillis() + "ms");
		}
	}

}
