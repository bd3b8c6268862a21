package org.camerad.hosting;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint {@code /actuator/cameras}: the cameras of this process. */
@Endpoint(id = CamerasEndpoint.ID)
class CamerasEndpoint {

	static final String ID = "cameras";

	/** Spring's mapper for endpoints leaves null values out. */
	static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final String JSON = "application/json";

	private final HostedCameras cameras;

	CamerasEndpoint(HostedCameras cameras) {
		this.cameras = cameras;
	}

	/** Returns all cameras. */
	@ReadOperation(produces = JSON)
	public byte[] cameras() {
		return bytes(this.cameras.all());
	}

	/** Returns one camera; null, which results in 404, if there is no such number. */
	@ReadOperation(produces = JSON)
	public byte @Nullable [] camera(@Selector int number) {
		HostedCamera camera = this.cameras.numbered(number);
		return (camera == null) ? null : MAPPER.writeValueAsBytes(CameraEntry.of(camera));
	}

	/** Returns cameras as JSON. */
	static byte[] bytes(List<HostedCamera> cameras) {
		return MAPPER.writeValueAsBytes(Map.of(ID, cameras.stream().map(CameraEntry::of).toList()));
	}

}
