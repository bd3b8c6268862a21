package org.camerad.operation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The audit log, {@code camera.audit.*}.
 *
 * @param maxSize the size of all its files together, 64 KiB to 16 MiB
 * @param syncInterval the time after which entries are forced to the disk
 * @param syslog the syslog server, {@code udp://HOST:PORT} or {@code tls://HOST:PORT},
 * empty for none
 * @param syslogBundle the name of the SSL bundle with the certificates that are trusted
 * for it, empty for those that Java trusts
 */
public record AuditProperties(@DefaultValue("1MB") DataSize maxSize,
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration syncInterval, @DefaultValue("") String syslog,
		@DefaultValue("") String syslogBundle) {

	private static final long MIN_BYTES = 64 * 1024;

	private static final long MAX_BYTES = 16 * 1024 * 1024;

	public AuditProperties {
		if (maxSize.toBytes() < MIN_BYTES || maxSize.toBytes() > MAX_BYTES) {
			throw new ConfigurationException("camera.audit.max-size", "must be from 64KB to 16MB, is " + maxSize);
		}
		CameraProperties.between("camera.audit.sync-interval", syncInterval, Duration.ofMillis(100),
				Duration.ofHours(1));
		syslog = syslog.strip();
		syslogBundle = syslogBundle.strip();
	}

}
