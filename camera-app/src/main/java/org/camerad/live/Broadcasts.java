package org.camerad.live;

import java.util.Arrays;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.device.Device;
import org.camerad.device.DeviceReset;
import org.camerad.driver.Simulation;
import org.camerad.user.UserChanged;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The broadcasts of the camera's streams, and what ends their viewers. */
@Component
class Broadcasts {

	private final List<Broadcast> broadcasts;

	Broadcasts(Device device, MeterRegistry meters) {
		this.broadcasts = List.of(broadcast("main", 0, device), broadcast("sub", 1, device));
		meters.gauge("camera.live.viewers", this, (all) -> all.viewers());
	}

	private static Broadcast broadcast(String name, int stream, Device device) {
		return new Broadcast(name, () -> device.camera().streams().get(stream).pictures(),
				(jpeg) -> losesItsEnd(device) ? Arrays.copyOf(jpeg, jpeg.length / 2) : jpeg);
	}

	/** As a simulated camera may be asked to let it; no other has such a part. */
	private static boolean losesItsEnd(Device device) {
		return device.isOpen() && device.camera()
			.simulation()
			.map((simulation) -> simulation.befalls(Simulation.AnswerFault.HALF_JPEG))
			.orElse(false);
	}

	/** The broadcast of a stream: 0 main, 1 sub. */
	Broadcast of(int stream) {
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
