package org.camerad.live;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.cgi.CgiFault;
import org.camerad.device.Device;
import org.camerad.device.DeviceReset;
import org.camerad.simulation.Simulated;
import org.camerad.user.UserChanged;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The broadcasts of the camera's streams, and what ends their viewers. */
@Component
class Broadcasts {

	private final Device device;

	private final List<Broadcast> broadcasts;

	Broadcasts(Device device, Simulated simulated, MeterRegistry meters) {
		this.device = device;
		this.broadcasts = List.of(new Broadcast("main", () -> device.camera().streams().get(0).pictures(), simulated),
				new Broadcast("sub", () -> device.camera().streams().get(1).pictures(), simulated));
		meters.gauge("camera.live.viewers", this, (all) -> all.viewers());
	}

	/**
	 * The broadcast of a stream: 0 main, 1 sub.
	 * @throws CgiFault 503 while there is no camera
	 */
	Broadcast of(int stream) {
		this.device.camera();
		return this.broadcasts.get(stream);
	}

	private int viewers() {
		return this.broadcasts.stream().mapToInt(Broadcast::viewers).sum();
	}

	@EventListener
	void userChanged(UserChanged change) {
		this.broadcasts.forEach((broadcast) -> broadcast.end((viewer) -> viewer.user().equals(change.name())));
	}

	@EventListener
	void reset(DeviceReset reset) {
		this.broadcasts.forEach((broadcast) -> broadcast.end((viewer) -> true));
	}

	/** Before the web server waits for its connections. */
	@EventListener
	void closed(ContextClosedEvent event) {
		this.broadcasts.forEach(Broadcast::close);
	}

}
