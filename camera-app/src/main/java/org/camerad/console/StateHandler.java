package org.camerad.console;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camerad.cgi.Json;
import org.camerad.cgi.Principal;
import org.camerad.cgi.RequestGuardFilter;
import org.camerad.cgi.RequestedCamera;
import org.camerad.cgi.Requester;
import org.camerad.settings.SettingsGroup;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The handler of {@code GET /console/state}. It takes the uid from a header, because a
 * browser keeps addresses, and refuses like an interface that needs a uid: guesses count,
 * and success restarts the session's timeout.
 */
final class StateHandler implements HttpRequestHandler {

	static final String PATH = "/console/state";

	private static final String UID = "X-Uid";

	/** A scheme for which no browser asks its user. */
	private static final String CHALLENGE = "Uid realm=\"camera\"";

	private final List<SettingsGroup<?>> groups;

	StateHandler(List<SettingsGroup<?>> groups) {
		this.groups = groups;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATH);
		RequestedCamera camera = RequestGuardFilter.camera(request);
		if (camera.isRebooting()) {
			refuse(503, "device error", response);
			return;
		}
		Optional<Principal> principal = principal(camera, request);
		if (principal.isEmpty()) {
			response.setHeader("WWW-Authenticate", CHALLENGE);
			refuse(401, "uid error", response);
			return;
		}
		Requester.authenticate(request, principal.get().name(), principal.get().role());
		write("application/json", new StateReport(camera, principal.get(), this.groups).fields(), response);
		camera.sessions().extend(principal.get());
	}

	private static Optional<Principal> principal(RequestedCamera camera, HttpServletRequest request) {
		List<String> passed = Collections.list(request.getHeaders(UID));
		return (passed.size() != 1 || passed.get(0).isEmpty()) ? Optional.empty()
				: camera.sessions()
					.identify(passed.get(0), request.getRemoteAddr())
					.filter((principal) -> !principal.isDeleted());
	}

	private static void refuse(int status, String title, HttpServletResponse response) throws IOException {
		response.setStatus(status);
		write("application/problem+json", Map.of("status", status, "title", title), response);
	}

	private static void write(String type, Object body, HttpServletResponse response) throws IOException {
		byte[] bytes = Json.bytes(body);
		response.setContentType(type);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
