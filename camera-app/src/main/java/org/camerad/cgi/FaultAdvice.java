package org.camerad.cgi;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where a refusal becomes the contract's answer. */
@RestControllerAdvice
public class FaultAdvice {

	private static final Logger logger = LoggerFactory.getLogger(FaultAdvice.class);

	private static final String CHALLENGE = "Basic realm=\"camera\", charset=\"UTF-8\"";

	private static final int LONGEST_PATH = 256;

	@ExceptionHandler
	void fault(CgiFault fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
		write(request.getRequestURI(), fault, response);
	}

	/** What Spring itself refuses, and what nobody foresaw. */
	@ExceptionHandler
	void failure(Exception ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (response.isCommitted()) {
			logger.debug("an answer was cut off: {}", ex.toString());
			return;
		}
		int status = (ex instanceof ErrorResponse refusal) ? refusal.getStatusCode().value() : 500;
		if (status >= 500) {
			logger.error("{} failed", named(request.getRequestURI()), ex);
		}
		write(request.getRequestURI(), CgiFault.http(status, reason(status)), response);
	}

	/** The words for a refusal that is HTTP's and not the contract's. */
	public static String reason(int status) {
		return switch (status) {
			case 401 -> "unauthorized";
			case 404 -> "not found";
			case 405 -> "method not allowed";
			case 413 -> "request too large";
			case 414, 431 -> "request too long";
			case 501 -> "not implemented";
			case 503 -> "device error";
			case 505 -> "version not supported";
			default -> (status >= 500) ? "internal error" : "bad request";
		};
	}

	/** Writes a refusal; the path is what was asked for, without its query. */
	public static void write(String path, CgiFault fault, HttpServletResponse response) throws IOException {
		byte[] body = Xml.document(XmlElement.fault(named(path), fault.reason()));
		response.setStatus(fault.status());
		if (fault.status() == 401) {
			response.setHeader("WWW-Authenticate", CHALLENGE);
		}
		if (fault.status() == 405) {
			response.setHeader("Allow", path.endsWith("/OnvifFirmwareUpgrade") ? "POST, OPTIONS" : "GET, HEAD");
		}
		response.setContentType("application/xml;charset=UTF-8");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	/** The snapshot's value lacks the suffix; its other spelling carries credentials. */
	static String named(String path) {
		int end = path.indexOf('&');
		String name = (end < 0) ? path : path.substring(0, end);
		name = (name.length() > LONGEST_PATH) ? name.substring(0, LONGEST_PATH) : name;
		return "/cgi-bin/snapshot.cgi".equals(name) ? "/cgi-bin/snapshot" : printable(name);
	}

	private static String printable(String path) {
		try {
			return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8).replaceAll("[^\\p{Print}]", "?");
		}
		catch (IllegalArgumentException ex) {
			return path;
		}
	}

}
