package org.camerad.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The requests with a body of JSON on the management port, and their responses. */
public final class JsonRequests {

	/** The bodies of responses are bytes; Spring's own list makes an object mapper. */
	public static final List<HttpMessageConverter<?>> CONVERTERS = List.of(new ByteArrayHttpMessageConverter());

	private JsonRequests() {
	}

	/**
	 * Rejects requests from pages in a browser, even if DNS rebinding gives this host
	 * another name.
	 * @throws RejectedRequestException with status 403
	 */
	public static void rejectBrowserPages(ServerRequest request) {
		if (request.headers().firstHeader(HttpHeaders.ORIGIN) != null) {
			throw new RejectedRequestException(403, "pages in a browser are refused: send no Origin header");
		}
	}

	/**
	 * Returns the body of a request.
	 * @throws RejectedRequestException with status 415 unless it is JSON, or 413 when it
	 * is too long
	 */
	public static byte[] body(ServerRequest request) throws IOException {
		if (!isJson(request)) {
			throw new RejectedRequestException(415, "Content-Type: application/json is expected");
		}
		byte[] body = request.servletRequest().getInputStream().readNBytes(JsonFields.MAX_BODY_BYTES + 1);
		if (body.length > JsonFields.MAX_BODY_BYTES) {
			throw new RejectedRequestException(413, "body: more than " + JsonFields.MAX_BODY_BYTES + " bytes");
		}
		return body;
	}

	private static boolean isJson(ServerRequest request) {
		try {
			return request.headers()
				.contentType()
				.filter((type) -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
				.isPresent();
		}
		catch (InvalidMediaTypeException ex) {
			throw new RejectedRequestException(415, "Content-Type: " + ex.getMessage());
		}
	}

	/** Returns the response to a request that failed. */
	public static ServerResponse error(int status, Exception ex) {
		return json(status, Map.of("error", String.valueOf(ex.getMessage())));
	}

	static ServerResponse json(int status, Map<String, Object> body) {
		return json(status, JsonFields.bytes(body));
	}

	/** Returns a response with a body of JSON. */
	public static ServerResponse json(int status, byte[] body) {
		return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
	}

}
