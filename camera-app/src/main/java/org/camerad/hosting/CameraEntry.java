package org.camerad.hosting;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.driver.Camera;
import org.camerad.driver.PartStatus;
import org.camerad.network.NetworkSettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** One camera in the list of the fleet, ready for JSON. */
final class CameraEntry {

	/** The details of health that are no problem. */
	private static final Set<String> USUAL = Set.of("driver", "uptimeSeconds", "ptzPosition", "port", "tlsPort");

	/** The state of a part that is no problem. */
	private static final String WORKING = PartStatus.State.WORKING + ":";

	private CameraEntry() {
	}

	/**
	 * Returns the entry of a camera.
	 * @param health its health
	 */
	static Map<String, Object> of(HostedCamera camera, Health health) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("number", camera.number());
		entry.put("httpPort", camera.port().http());
		entry.put("httpsPort", camera.port().https());
		entry.put("rtspPort", camera.resources().rtspPort());
		entry.put("rtspsPort", camera.resources().rtspsPort());
		Optional<Camera> open = camera.calls().present();
		entry.put("model", open.map((present) -> present.info().model()).orElse(""));
		entry.put("sn", open.map((present) -> present.info().serialNumber()).orElse(""));
		entry.put("mac", open.flatMap(NetworkSettings::macAddressOf).orElse(""));
		entry.put("driver", camera.resources().driver().name());
		Health rtsp = camera.rtsp().health();
		boolean worse = health.getStatus().equals(Status.UP) && !rtsp.getStatus().equals(Status.UP);
		entry.put("status", (worse ? rtsp : health).getStatus().getCode());
		entry.put("reasons", Stream.of(health, rtsp).flatMap((each) -> reasons(each).stream()).toList());
		entry.put("viewers", camera.viewers());
		entry.put("lastFrameAgeMillis", camera.calls().frameAge().map(Duration::toMillis).orElse(null));
		return entry;
	}

	private static List<String> reasons(Health health) {
		if (health.getStatus().equals(Status.UP)) {
			return List.of();
		}
		return health.getDetails()
			.entrySet()
			.stream()
			.filter((detail) -> !USUAL.contains(detail.getKey()))
			.filter((detail) -> !String.valueOf(detail.getValue()).startsWith(WORKING))
			.map((detail) -> detail.getKey() + ": " + detail.getValue())
			.toList();
	}

}
