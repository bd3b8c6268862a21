package org.camerad.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.camerad.audit.CameraAudit;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraMaintenance;
import org.camerad.camera.CameraSettings;
import org.camerad.driver.Camera;
import org.camerad.driver.ClockControl;
import org.camerad.live.MotionEvents;
import org.camerad.network.CameraNetwork;
import org.camerad.network.CameraPort;
import org.camerad.operation.OnvifProperties;
import org.camerad.ptz.PtzHead;
import org.camerad.ptz.PtzPresets;
import org.camerad.session.HeaderAuthenticator;
import org.camerad.session.PasswordAuthenticator;
import org.camerad.settings.Store;
import org.camerad.snapshot.SnapshotAccess;
import org.camerad.time.TimeSettings;
import org.camerad.user.UserManagement;

/**
 * The parts of one camera that its ONVIF services use.
 *
 * @param properties the configuration
 * @param store the durable state, with the services' own group
 * @param headers the authenticator of HTTP headers
 * @param rtspPort the RTSP port, 0 for none
 * @param uptime tells the time since the camera's last start
 * @param personas tells the deviations from the specification
 */
public record OnvifParts(OnvifProperties properties, CameraCalls calls, CameraSettings settings, CameraNetwork network,
		CameraMaintenance maintenance, UserManagement users, Store store, CameraAudit audit,
		PasswordAuthenticator passwords, HeaderAuthenticator headers, CameraPort port, int rtspPort, PtzHead head,
		PtzPresets presets, SnapshotAccess snapshots, MotionEvents motion, EventSubscriptions events,
		Supplier<Duration> uptime, Supplier<OnvifPersona> personas) {

	/** Returns the deviations from the specification that the camera has now. */
	OnvifPersona persona() {
		return this.personas.get();
	}

	/** Returns whether a WS-UsernameToken is a log-in. */
	boolean hasTokens() {
		return this.properties.hasTokens() && persona().acceptsTokens();
	}

	/** Returns the time of the camera's clock, the system's without one. */
	Instant clock() {
		Optional<ClockControl> clock = this.calls.present().flatMap(Camera::clock);
		return clock.map(ClockControl::now).orElseGet(Instant::now);
	}

	/** Returns the time of the camera's clock as clients know it. */
	Instant now() {
		return clock().plusSeconds(utc().getTotalSeconds());
	}

	/**
	 * Tells subscribers that a configuration was changed.
	 * @param token the token of the configuration
	 * @param type its type, in the words of the second media service
	 */
	void tellConfigurationChanged(String token, String type) {
		if (this.events.areThere()) {
			this.events.publish(
					List.of(EventMessage.of(EventTopic.CONFIGURATION_CHANGED, now(), List.of(token, type), List.of())));
		}
	}

	/** Returns the offset of the time that clients know as UTC. */
	ZoneOffset utc() {
		return persona().utc(this.settings.record(TimeSettings.TIME).offset());
	}

}
