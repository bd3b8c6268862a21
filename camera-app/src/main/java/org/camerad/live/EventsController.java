package org.camerad.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.camera.CameraCalls;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.InterfaceDescription.Credentials;
import org.camerad.cgi.NoSession;
import org.camerad.driver.MotionEvent;
import org.camerad.session.RequestAuthenticator;
import org.camerad.session.StreamUser;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Motion events as server-sent events, open to every role. */
@RestController
class EventsController {

	private static final byte[] RETRY_FIELD = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

	@Bean
	static InterfaceDescription eventsInterface() {
		return InterfaceDescription.ofMedia("events", "Streams motion as server-sent events", "text/event-stream")
			.credentials(Credentials.ANY)
			.faults("motion not supported");
	}

	@NoSession("a browser's event source sends HTTP Basic or a uid")
	@GetMapping("/cgi-bin/events")
	void stream(HttpServletRequest request, HttpServletResponse response, CameraCalls calls,
			RequestAuthenticator authenticator, MotionEvents events, ViewerPlaces places)
			throws IOException, ServletException {
		StreamUser user = authenticator.requireOrChallenge(CgiQuery.parse(request.getQueryString()), request);
		if (calls.camera().motion().isEmpty()) {
			throw CgiFault.notSupported("motion");
		}
		ViewerPlaces.Place place = events.listeners()
			.admit(user.name(), places.require(user.name(), request.getRemoteAddr()));
		authenticator.extend(user);
		response.setContentType("text/event-stream;charset=UTF-8");
		DetachedConnection.detach(request, response, user.name(), place, new Listener(events));
	}

	private record Listener(MotionEvents events) implements DetachedConnection.Owner {

		@Override
		public void onOpen(DetachedConnection connection) {
			MotionEvent current = this.events.current();
			this.events.listeners()
				.add(connection, (current == null) ? RETRY_FIELD : firstMessage(EventMessage.of(current)));
		}

		@Override
		public void onClose(DetachedConnection connection) {
			this.events.listeners().remove(connection);
		}

		private static byte[] firstMessage(byte[] message) {
			byte[] both = Arrays.copyOf(RETRY_FIELD, RETRY_FIELD.length + message.length);
			System.arraycopy(message, 0, both, RETRY_FIELD.length, message.length);
			return both;
		}

	}

}
