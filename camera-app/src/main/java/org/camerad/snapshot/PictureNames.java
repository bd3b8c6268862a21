package org.camerad.snapshot;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.camerad.device.Device;
import org.camerad.driver.ClockControl;
import org.springframework.stereotype.Component;

/** Names pictures by the camera's time, no two alike while this process runs. */
@Component
class PictureNames {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Device device;

	private final Clock clock;

	private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

	PictureNames(Device device, Clock clock) {
		this.device = device;
		this.clock = clock;
	}

	/** Such as {@code 20261123-101530-250Z.jpg}. */
	String next() {
		Instant now = this.device.camera().clock().map(ClockControl::now).orElseGet(this.clock::instant);
		long millis = this.last
			.updateAndGet((former) -> (now.toEpochMilli() == former) ? former + 1 : now.toEpochMilli());
		return TIME.format(Instant.ofEpochMilli(millis)) + "Z.jpg";
	}

}
