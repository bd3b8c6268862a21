package org.camerad.live;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.camera.StreamId;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.InterfaceDescription.Credentials;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.session.RequestAuthenticator;
import org.camerad.session.StreamUser;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pictures of a stream as {@code multipart/x-mixed-replace}. The connection is
 * detached from the container, so that a client occupies no thread.
 */
@RestController
class MjpegController {

	/** A value above the stream's frame rate has no effect. */
	private static final Parameter<Integer> FPS = Parameter.range("fps", 1, 30).setOnly();

	private static final Table TABLE = Table.of(StreamId.PARAMETER, FPS);

	@Bean
	static InterfaceDescription mjpegInterface() {
		return InterfaceDescription
			.ofMedia("mjpeg.cgi", "Streams the pictures of a stream", "multipart/x-mixed-replace")
			.credentials(Credentials.ANY)
			.table(TABLE)
			.example("stream=0");
	}

	@NoSession("players send HTTP Basic, and wait to be asked for it")
	@GetMapping("/cgi-bin/mjpeg.cgi")
	void stream(HttpServletRequest request, HttpServletResponse response, RequestAuthenticator authenticator,
			MjpegBroadcasts broadcasts, ViewerPlaces places) throws IOException, ServletException {
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		StreamUser user = authenticator.require(query, request);
		Values passed = TABLE.decide(query, Values.NONE, null, Set.of());
		StreamId stream = passed.find(StreamId.PARAMETER);
		Integer fps = passed.find(FPS);
		MjpegBroadcast broadcast = broadcasts.of((stream == null) ? StreamId.SUB : stream);
		ViewerPlaces.Place place = places.require(user.name(), request.getRemoteAddr());
		authenticator.extend(user);
		response.setContentType("multipart/x-mixed-replace; boundary=" + MultipartFrame.BOUNDARY);
		DetachedConnection.detach(request, response, user.name(), place, broadcast.client((fps == null) ? 0 : fps));
	}

}
