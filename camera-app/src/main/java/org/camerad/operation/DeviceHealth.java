package org.camerad.operation;

import java.util.Map;

import org.camerad.driver.PartStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Tells whether the camera does its work, and what is wrong when it does not. */
public final class DeviceHealth implements HealthIndicator {

	/** It works with less than was asked. */
	static final Status DEGRADED = new Status("DEGRADED");

	/** What health needs to know of a device. */
	public interface Source {

		String driverName();

		boolean isOpen();

		boolean isRebooting();

		boolean cannotSave();

		Map<String, String> troubles();

		java.util.List<PartStatus> parts();

		java.time.Duration uptime();

	}

	private final Source device;

	public DeviceHealth(Source device) {
		this.device = device;
	}

	@Override
	public Health health() {
		Health.Builder health = Health.status(status())
			.withDetail("driver", this.device.driverName())
			.withDetail("uptimeSeconds", this.device.uptime().toSeconds());
		if (this.device.isRebooting()) {
			health.withDetail("rebooting", true);
		}
		if (this.device.cannotSave()) {
			health.withDetail("store",
					"settings cannot be saved: see the log, and whether the data folder is full or read-only");
		}
		this.device.troubles().forEach((name, trouble) -> health.withDetail(name, trouble));
		this.device.parts()
			.forEach((part) -> health.withDetail("part." + part.part(), part.state() + ": " + part.detail()));
		return health.build();
	}

	private Status status() {
		if (!this.device.isOpen() || this.device.isRebooting() || this.device.cannotSave()) {
			return Status.DOWN;
		}
		boolean well = this.device.troubles().isEmpty()
				&& this.device.parts().stream().allMatch((part) -> part.state() == PartStatus.State.WORKING);
		return well ? Status.UP : DEGRADED;
	}

}
