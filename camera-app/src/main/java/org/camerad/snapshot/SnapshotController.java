package org.camerad.snapshot;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.OutsideGate;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Role;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.Xml;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.driver.Picture;
import org.camerad.operation.CameraProperties;
import org.camerad.session.Viewer;
import org.camerad.session.Viewers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pictures, and sending them somewhere (contract 3.19). */
@RestController
class SnapshotController {

	private static final Parameter<Integer> STREAM = Parameter
		.<Integer>worded("stream", (text) -> among(text, 1), "stream 0 or 1")
		.setOnly();

	private static final Parameter<Integer> UPLOAD = Parameter
		.<Integer>worded("upload", (text) -> among(text, 3), "upload 0 or 1 or 2 or 3")
		.setOnly();

	private static final Table TABLE = Table.of(STREAM, UPLOAD);

	private final Device device;

	private final Viewers viewers;

	private final Uploads uploads;

	private final boolean authentication;

	SnapshotController(Device device, Viewers viewers, Uploads uploads, CameraProperties properties) {
		this.device = device;
		this.viewers = viewers;
		this.uploads = uploads;
		this.authentication = properties.snapshot().authentication();
	}

	@OutsideGate("a name and a password will do as well as a uid")
	@GetMapping("/cgi-bin/snapshot.cgi")
	void snapshot(HttpServletRequest request, HttpServletResponse response) throws IOException {
		CgiQuery query = SnapshotQuery.parse(request.getQueryString());
		boolean open = !this.authentication && !query.has(UPLOAD.name());
		if (query.isEmpty() && !open && request.getHeader("Authorization") == null) {
			throw CgiFault.parameters();
		}
		Optional<Viewer> viewer = open ? Optional.empty() : Optional.of(this.viewers.require(query, request));
		answer(query, viewer, request, response);
		viewer.ifPresent(this.viewers::extend);
	}

	private void answer(CgiQuery query, Optional<Viewer> viewer, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean uploads = query.has(UPLOAD.name());
		if (uploads) {
			admitUpload(viewer, request);
		}
		Values passed = TABLE.decide(query, Values.NONE, null, Set.of());
		// Contract: 0 is the sub stream, 1 the main stream; the driver lists main first.
		Integer stream = passed.find(STREAM);
		Picture picture = this.device.picture((stream != null && stream == 1) ? 0 : 1);
		if (!uploads) {
			write("image/jpeg", picture.jpeg(), response);
			return;
		}
		this.uploads.send(passed.get(UPLOAD), picture.jpeg());
		write("application/xml;charset=UTF-8", Xml.document(XmlElement.text("upload", "OK")), response);
	}

	/** Sending a picture somewhere is more than looking at it. */
	private static void admitUpload(Optional<Viewer> viewer, HttpServletRequest request) {
		if (!"GET".equals(request.getMethod())) {
			throw CgiFault.http(405, "method not allowed");
		}
		if (viewer.isEmpty() || !viewer.get().role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
	}

	private static void write(String type, byte[] body, HttpServletResponse response) throws IOException {
		response.setContentType(type);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private static Optional<Integer> among(String text, int most) {
		return Parameter.number(text).filter((number) -> number >= 0 && number <= most);
	}

}
