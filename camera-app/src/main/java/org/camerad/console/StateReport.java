package org.camerad.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraHealth;
import org.camerad.camera.CameraSettings;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Principal;
import org.camerad.cgi.RequestedCamera;
import org.camerad.cgi.Role;
import org.camerad.driver.Camera;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.Firmware;
import org.camerad.osd.OsdSettings;
import org.camerad.ptz.PtzPresets;
import org.camerad.session.Sessions;
import org.camerad.settings.SettingsGroup;
import org.camerad.time.TimeSettings;

/**
 * The state of one camera for its console: what the contract's interfaces do not tell. It
 * contains no secret. One request.
 */
final class StateReport {

	private static final List<String> UPLOADS = List.of("sd", "ftp", "email", "nfs");

	private final RequestedCamera camera;

	private final Principal principal;

	private final List<SettingsGroup<?>> groups;

	/**
	 * Creates a report.
	 * @param principal the user who asks
	 */
	StateReport(RequestedCamera camera, Principal principal, List<SettingsGroup<?>> groups) {
		this.camera = camera;
		this.principal = principal;
		this.groups = groups;
	}

	/** Returns the report, by the names in docs/console.md. */
	Map<String, Object> fields() {
		Optional<Camera> open = this.camera.part(CameraCalls.class).present();
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("user", this.principal.name());
		fields.put("role", this.principal.role().word());
		fields.put("sessionSeconds", this.camera.part(Sessions.class).timeout().toMillis() / 1000.0);
		fields.put("firstStart", isOperator() && isUntouched());
		open.map(Camera::info).map(DeviceInfo::model).ifPresent((model) -> fields.put("model", model));
		fields.put("presets", this.camera.part(PtzPresets.class).all());
		fields.put("uploads", uploads());
		fields.put("health", health());
		fields.put("versions", versions(open));
		fields.put("parts", open.map(StateReport::parts).orElse(Map.of()));
		fields.put("missing", this.groups.stream().flatMap((group) -> missing(group, open)).toList());
		return fields;
	}

	private boolean isOperator() {
		return this.principal.role().includes(Role.OPERATOR);
	}

	private boolean isUntouched() {
		CameraSettings settings = this.camera.part(CameraSettings.class);
		return settings.isUntouched(OsdSettings.OSD) && settings.isUntouched(TimeSettings.TIME);
	}

	private Map<String, Boolean> uploads() {
		List<String> configured = this.camera.part(ConsoleAccess.class).uploads();
		Map<String, Boolean> uploads = new LinkedHashMap<>();
		UPLOADS.forEach((name) -> uploads.put(name, configured.contains(name)));
		return uploads;
	}

	/** The reasons name hosts and folders, which a User need not know. */
	private Map<String, Object> health() {
		CameraHealth health = this.camera.part(CameraHealth.class);
		List<Map<String, String>> reasons = health.reasons()
			.entrySet()
			.stream()
			.map((reason) -> Map.of("part", reason.getKey(), "text", isOperator() ? reason.getValue() : ""))
			.toList();
		return Map.of("status", health.health().getStatus().getCode(), "reasons", reasons);
	}

	private static Map<String, String> versions(Optional<Camera> open) {
		Map<String, String> versions = new LinkedHashMap<>();
		versions.put("service",
				Optional.ofNullable(StateReport.class.getPackage().getImplementationVersion()).orElse("development"));
		open.flatMap(Camera::firmware)
			.map(Firmware::status)
			.ifPresent((status) -> versions.put("firmware", status.version()));
		open.map(Camera::info).ifPresent((info) -> {
			versions.put("kernel", info.kernel());
			versions.put("filesystem", info.fileSystem());
		});
		return versions;
	}

	private static Map<String, Boolean> parts(Camera camera) {
		Map<String, Boolean> parts = new LinkedHashMap<>();
		parts.put("video", !camera.streams().isEmpty());
		parts.put("audio", camera.audio().isPresent());
		parts.put("image", camera.image().isPresent());
		parts.put("osd", camera.osd().isPresent());
		parts.put("motion", camera.motion().isPresent());
		parts.put("ptz", camera.ptz().isPresent());
		parts.put("network", camera.network().isPresent());
		parts.put("time", camera.clock().isPresent());
		parts.put("firmware", camera.firmware().isPresent());
		return parts;
	}

	/** Returns the parameters that a part of the hardware does not have. */
	private static Stream<String> missing(SettingsGroup<?> group, Optional<Camera> open) {
		return group.table()
			.rows()
			.stream()
			.filter((row) -> row.isLackedBy(group.lacks(open.orElse(null))))
			.map(Parameter::name)
			.map((name) -> group.name() + "." + name);
	}

}
