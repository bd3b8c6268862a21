package org.camerad.snapshot;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.StreamId;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.Domain;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.InterfaceDescription.Credentials;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Role;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.Xml;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Picture;
import org.camerad.live.LiveTraffic;
import org.camerad.session.RequestAuthenticator;
import org.camerad.session.StreamUser;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interface for snapshots and their upload (contract 3.19). */
@RestController
class SnapshotController {

	private static final Parameter<Integer> UPLOAD = Parameter
		.<Integer>worded("upload", SnapshotController::destination, "upload 0 or 1 or 2 or 3")
		.within(Domain.options(0, 1, 2, 3))
		.setOnly();

	private static final Table TABLE = Table.of(StreamId.PARAMETER, UPLOAD);

	@Bean
	static InterfaceDescription snapshotInterface() {
		return InterfaceDescription
			.ofMedia("snapshot.cgi", "Returns a picture, or with upload sends it to a destination (Operator)",
					"image/jpeg")
			.credentials(Credentials.ANY)
			.table(TABLE)
			.faults("sd not mount", "sd card not mounted", "Ftp not deploy", "Email not deploy",
					"NFS Server not mounted")
			.example("stream=1");
	}

	@NoSession("it also accepts a name and a password")
	@GetMapping("/cgi-bin/snapshot.cgi")
	void snapshot(HttpServletRequest request, HttpServletResponse response, CameraCalls calls,
			RequestAuthenticator authenticator, Uploads uploads, SnapshotAccess access, LiveTraffic traffic)
			throws IOException {
		CgiQuery query = SnapshotQuery.parse(request.getQueryString());
		boolean open = !access.authenticated() && !query.has(UPLOAD.name());
		StreamUser user = open ? null : authenticator.require(query, request);
		boolean uploading = query.has(UPLOAD.name());
		if (uploading) {
			admitUpload(user, request);
		}
		Values passed = TABLE.decide(query, Values.NONE, null, Set.of());
		StreamId stream = passed.find(StreamId.PARAMETER);
		Picture picture = calls.picture((stream == null) ? StreamId.SUB : stream);
		if (uploading) {
			send(uploads, passed.get(UPLOAD), (user != null) ? user.name() : "", picture);
			write("application/xml;charset=UTF-8", Xml.document(XmlElement.text("upload", "OK")), response);
		}
		else {
			write("image/jpeg", picture.jpeg(), response);
			if ("GET".equals(request.getMethod())) {
				traffic.addBytes(LiveTraffic.Protocol.SNAPSHOT, picture.jpeg().length);
			}
		}
		if (user != null) {
			authenticator.extend(user);
		}
	}

	private static void send(Uploads uploads, int destination, String user, Picture picture) {
		try {
			uploads.send(destination, user, picture.jpeg());
		}
		catch (UploadFailure ex) {
			throw CgiFault.of(ex.fault());
		}
	}

	/** Checks that the user may upload, which needs the role Operator. */
	private static void admitUpload(@Nullable StreamUser user, HttpServletRequest request) {
		if (!"GET".equals(request.getMethod())) {
			throw CgiFault.http(405, "method not allowed");
		}
		if (user == null || !user.role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
	}

	private static void write(String type, byte[] body, HttpServletResponse response) throws IOException {
		response.setContentType(type);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private static Optional<Integer> destination(String text) {
		return Parameter.number(text).filter((number) -> number >= 0 && number <= 3);
	}

}
