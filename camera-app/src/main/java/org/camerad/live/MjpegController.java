package org.camerad.live;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.OutsideGate;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.session.Viewer;
import org.camerad.session.Viewers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A stream's pictures as they come, as {@code multipart/x-mixed-replace}. The connection
 * is taken from the container, so that a viewer costs no thread.
 */
@RestController
class MjpegController {

	private static final Parameter<Integer> STREAM = Parameter
		.<Integer>worded("stream", (text) -> Parameter.number(text).filter((number) -> number == 0 || number == 1),
				"stream 0 or 1")
		.setOnly();

	/** More than the stream's own frame rate is the stream's own frame rate. */
	private static final Parameter<Integer> FPS = Parameter.range("fps", 1, 30).setOnly();

	private static final Table TABLE = Table.of(STREAM, FPS);

	private final Viewers viewers;

	private final Broadcasts broadcasts;

	MjpegController(Viewers viewers, Broadcasts broadcasts) {
		this.viewers = viewers;
		this.broadcasts = broadcasts;
	}

	@OutsideGate("players send HTTP Basic, and wait to be asked for it")
	@GetMapping("/cgi-bin/mjpeg.cgi")
	void watch(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		Viewer viewer = this.viewers.requireOrChallenge(query, request);
		Values passed = TABLE.decide(query, Values.NONE, null, Set.of());
		Integer stream = passed.find(STREAM);
		Integer fps = passed.find(FPS);
		// The contract's 0 is the sub stream, which the driver lists second.
		Broadcast broadcast = this.broadcasts.of((stream != null && stream == 1) ? 0 : 1);
		this.viewers.extend(viewer);
		response.setContentType("multipart/x-mixed-replace; boundary=" + Part.BOUNDARY);
		HeldConnection.take(request, response, viewer.name(), broadcast.viewer((fps == null) ? 0 : fps));
	}

}
