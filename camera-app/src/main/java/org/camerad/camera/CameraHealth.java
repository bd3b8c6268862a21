package org.camerad.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camerad.cgi.CameraPart;
import org.camerad.driver.Camera;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzPosition;
import org.camerad.settings.Store;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of one camera, with the problem of each part that does not work. Any thread.
 */
public final class CameraHealth implements HealthIndicator, CameraPart {

	/** The camera works, but some settings or parts do not. */
	private static final Status DEGRADED = new Status("DEGRADED");

	private final CameraConnection connection;

	private final CameraLifecycle lifecycle;

	private final CameraSettings settings;

	private final CameraProblems problems;

	private final Store store;

	private final SelfCheck storeCheck;

	private final SelfCheck portCheck;

	private final PtzPositionMonitor position;

	/**
	 * Creates the health of a camera.
	 * @param portCheck the check of the port that clients use
	 */
	public CameraHealth(CameraConnection connection, CameraLifecycle lifecycle, CameraSettings settings,
			CameraProblems problems, Store store, SelfCheck portCheck, PtzPositionMonitor position) {
		this.connection = connection;
		this.lifecycle = lifecycle;
		this.settings = settings;
		this.problems = problems;
		this.store = store;
		this.storeCheck = new SelfCheck(store::check);
		this.portCheck = portCheck;
		this.position = position;
	}

	@Override
	public Health health() {
		return health(failedChecks(this.storeCheck.problem(), this.portCheck.problem()));
	}

	/**
	 * Returns the health with the results of the last checks of data folder and port.
	 * Does not block.
	 */
	public Health latest() {
		return health(failedChecks(this.storeCheck.latest(), this.portCheck.latest()));
	}

	/** Checks data folder and port for {@link #latest}. Blocks for some seconds. */
	public void check() {
		this.storeCheck.problem();
		this.portCheck.problem();
	}

	private Health health(Map<String, String> failed) {
		Map<String, String> wrong = problems();
		List<PartStatus> parts = parts();
		Health.Builder health = Health.status(failed.isEmpty() ? status(wrong, parts) : Status.DOWN)
			.withDetail("driver", this.connection.driverName())
			.withDetail("uptimeSeconds", this.lifecycle.uptime().toSeconds());
		if (this.lifecycle.isRebooting()) {
			health.withDetail("rebooting", true);
		}
		this.settings.foreignChange().ifPresent((change) -> health.withDetail("foreignChange", change));
		wrong.forEach(health::withDetail);
		failed.forEach(health::withDetail);
		parts.forEach((part) -> health.withDetail("part." + part.part(), part.state() + ": " + part.detail()));
		this.position.position().ifPresent((position) -> health.withDetail("ptzPosition", details(position)));
		return health.build();
	}

	/** Returns what does not work and why, by the name of the part. */
	public Map<String, String> reasons() {
		Map<String, String> reasons = problems();
		reasons.putAll(failedChecks(this.storeCheck.problem(), this.portCheck.problem()));
		parts().stream()
			.filter((part) -> part.state() != PartStatus.State.WORKING)
			.forEach((part) -> reasons.put(part.part(), part.detail()));
		return reasons;
	}

	private List<PartStatus> parts() {
		return this.connection.camera().map(Camera::status).orElse(List.of());
	}

	private Map<String, String> problems() {
		Map<String, String> wrong = this.problems.all();
		if (this.store.isDamaged()) {
			wrong.put("store", "the saved settings could not be read; the factory settings are in effect: see the log");
		}
		return wrong;
	}

	/** Returns the problems that keep clients from using the camera, by name. */
	private Map<String, String> failedChecks(Optional<String> storeProblem, Optional<String> portProblem) {
		Map<String, String> failed = new TreeMap<>();
		// A change may have been saved, or have failed, since the last check.
		if (this.store.isFailing() || this.storeCheck.isHanging()) {
			failed.put("store",
					"settings cannot be saved: " + storeProblem.orElse("the last change failed, see the log")
							+ "; make sure that the data folder is neither full nor read-only");
		}
		portProblem.ifPresent((problem) -> failed.put("contractPort",
				"the service does not respond on its own port: " + problem + "; see the metrics and the log"));
		return failed;
	}

	private static Map<String, Double> details(PtzPosition position) {
		Map<String, Double> details = new LinkedHashMap<>();
		details.put("panDegrees", position.panDegrees());
		details.put("tiltDegrees", position.tiltDegrees());
		details.put("zoom", position.zoom());
		details.values().removeIf((value) -> value.isNaN());
		return details;
	}

	private Status status(Map<String, String> wrong, List<PartStatus> parts) {
		if (this.connection.camera().isEmpty() || this.lifecycle.isRebooting()) {
			return Status.DOWN;
		}
		boolean works = parts.stream().allMatch((part) -> part.state() == PartStatus.State.WORKING);
		return (works && wrong.isEmpty()) ? Status.UP : DEGRADED;
	}

}
