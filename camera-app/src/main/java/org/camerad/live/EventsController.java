package org.camerad.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.OutsideGate;
import org.camerad.device.Device;
import org.camerad.device.DeviceReset;
import org.camerad.driver.MotionEvent;
import org.camerad.session.Viewer;
import org.camerad.session.Viewers;
import org.camerad.user.UserChanged;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Motion as it happens, as server-sent events. Any role may listen. */
@RestController
class EventsController {

	private static final byte[] GREETING = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

	private final Device device;

	private final Viewers viewers;

	private final MotionEvents events;

	EventsController(Device device, Viewers viewers, MotionEvents events) {
		this.device = device;
		this.viewers = viewers;
		this.events = events;
	}

	@OutsideGate("a browser's event source sends HTTP Basic or a uid")
	@GetMapping("/cgi-bin/events")
	void listen(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
		Viewer viewer = this.viewers.requireOrChallenge(CgiQuery.parse(request.getQueryString()), request);
		if (this.device.camera().motion().isEmpty()) {
			throw CgiFault.notSupported("motion");
		}
		if (this.events.listeners().isFull()) {
			throw CgiFault.deviceError();
		}
		this.viewers.extend(viewer);
		response.setContentType("text/event-stream;charset=UTF-8");
		HeldConnection.take(request, response, viewer.name(), new Listener());
	}

	@EventListener
	void userChanged(UserChanged change) {
		this.events.listeners().end((connection) -> connection.user().equals(change.name()));
	}

	@EventListener
	void reset(DeviceReset reset) {
		this.events.listeners().end((connection) -> true);
	}

	@EventListener
	void closed(ContextClosedEvent event) {
		this.events.listeners().end((connection) -> true);
	}

	private final class Listener implements HeldConnection.Holder {

		@Override
		public void joined(HeldConnection connection) {
			MotionEvent present = EventsController.this.events.present();
			EventsController.this.events.listeners()
				.add(connection, (present == null) ? GREETING : greeting(EventMessage.of(present)));
		}

		@Override
		public void left(HeldConnection connection) {
			EventsController.this.events.listeners().remove(connection);
		}

		private static byte[] greeting(byte[] message) {
			byte[] both = java.util.Arrays.copyOf(GREETING, GREETING.length + message.length);
			System.arraycopy(message, 0, both, GREETING.length, message.length);
			return both;
		}

	}

}
