package org.camerad.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.settings.Settings;
import org.camerad.settings.SettingsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reconciliation of all settings of a camera with its hardware. Its methods are
 * called under the lock of the camera's settings.
 */
final class SettingsReconciliation {

	private static final Logger logger = LoggerFactory.getLogger(SettingsReconciliation.class);

	private final CameraConnection connection;

	private final Settings settings;

	private final CameraProblems problems;

	private final HardwareSettings hardware;

	SettingsReconciliation(CameraConnection connection, Settings settings, CameraProblems problems,
			HardwareSettings hardware) {
		this.connection = connection;
		this.settings = settings;
		this.problems = problems;
		this.hardware = hardware;
	}

	/** Loads the saved settings and brings all of them into effect. */
	void run() {
		Map<String, String> before = this.problems.all();
		this.problems.clear();
		this.settings.load(this.connection.camera().orElse(null));
		bringAllIntoEffect();
		logNew(before);
	}

	/**
	 * Brings all groups into effect. After a timeout the remaining groups are not tried,
	 * because each would time out too.
	 */
	private void bringAllIntoEffect() {
		Optional<CameraException> timeout = Optional.empty();
		for (SettingsGroup<?> group : this.settings.groups()) {
			Camera camera = this.connection.camera().orElse(null);
			if (camera == null || group.part().apply(camera).isEmpty()) {
				continue;
			}
			if (timeout.isEmpty()) {
				timeout = tryBringIntoEffect(group, camera);
			}
			else {
				this.problems.recordFailure(group.name(), timeout.get());
			}
		}
	}

	/** Brings a group into effect, and returns the failure if the camera timed out. */
	private Optional<CameraException> tryBringIntoEffect(SettingsGroup<?> group, Camera camera) {
		try {
			this.hardware.bringIntoEffect(group, camera);
			return Optional.empty();
		}
		catch (CameraException ex) {
			this.problems.recordFailure(group.name(), ex);
			return Optional.of(ex).filter((failure) -> failure.getCause() instanceof TimeoutException);
		}
	}

	/** Logs each new problem once, with the names of all groups that have it. */
	private void logNew(Map<String, String> before) {
		Map<String, String> now = this.problems.all();
		Map<String, List<String>> groups = new TreeMap<>();
		this.settings.groups().forEach((group) -> {
			String problem = now.get(group.name());
			if (problem != null && !problem.equals(before.get(group.name()))) {
				groups.computeIfAbsent(problem, (key) -> new ArrayList<>()).add(group.name());
			}
		});
		groups.forEach((problem, names) -> logger.warn("the saved settings are not in effect: {} ({})", problem,
				String.join(", ", names)));
	}

	/**
	 * Compares all groups with the hardware, except for those that wait for the recovery
	 * of the camera.
	 */
	void follow() {
		Camera camera = this.connection.camera().orElse(null);
		if (camera == null) {
			return;
		}
		for (SettingsGroup<?> group : this.settings.groups()) {
			if (!this.problems.has(group.name())) {
				follow(group, camera);
			}
		}
	}

	private void follow(SettingsGroup<?> group, Camera camera) {
		try {
			this.hardware.follow(group, camera);
		}
		catch (CameraException ex) {
			if (ex.kind() == CameraException.Kind.REFUSED) {
				this.problems.recordFailure(group.name(), ex);
			}
			// The driver reports hardware that does not respond any more.
			logger.debug("{}: cannot be compared with the hardware: {}", group.name(), ex.getMessage());
		}
	}

}
