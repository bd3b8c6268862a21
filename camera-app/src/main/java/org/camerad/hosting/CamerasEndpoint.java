package org.camerad.hosting;

import java.util.List;
import java.util.Map;

import org.camerad.cgi.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** The endpoint {@code /actuator/cameras}: the cameras of this process. */
@Endpoint(id = CamerasEndpoint.ID)
class CamerasEndpoint {

	static final String ID = "cameras";

	private static final String JSON = "application/json";

	private final HostedCameras cameras;

	private final FleetChecks checks;

	CamerasEndpoint(HostedCameras cameras, FleetChecks checks) {
		this.cameras = cameras;
		this.checks = checks;
	}

	/**
	 * Returns all cameras. Their data folders and ports were checked some seconds ago,
	 * everything else is as it is now.
	 */
	@ReadOperation(produces = JSON)
	public byte[] cameras() {
		this.checks.renew();
		return bytes(this.cameras.all());
	}

	/** Returns one camera; null, which results in 404, if there is no such number. */
	@ReadOperation(produces = JSON)
	public byte @Nullable [] camera(@Selector int number) {
		HostedCamera camera = this.cameras.numbered(number);
		return (camera == null) ? null : Json.bytes(CameraEntry.of(camera, camera.health().health()));
	}

	/** Returns cameras as JSON. */
	static byte[] bytes(List<HostedCamera> cameras) {
		return Json.bytes(Map.of(ID,
				cameras.stream().map((camera) -> CameraEntry.of(camera, camera.health().latest())).toList()));
	}

}
