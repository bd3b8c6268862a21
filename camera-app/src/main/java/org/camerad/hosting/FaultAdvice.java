package org.camerad.hosting;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.CameraAudit;
import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraDirectory;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.FaultValve;
import org.camerad.cgi.FaultWriter;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.RequestedCamera;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The only translation of failures into the contract's faults. */
@RestControllerAdvice
class FaultAdvice {

	private static final Logger logger = LoggerFactory.getLogger(FaultAdvice.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "failed requests");

	/** The faults of a role that is not enough. */
	private static final Set<String> DENIALS = Set.of(CgiFault.permissionDenied().reason(),
			"Non-administrators cannot edit users");

	private final CameraDirectory cameras;

	FaultAdvice(CameraDirectory cameras) {
		this.cameras = cameras;
	}

	@ExceptionHandler
	void fault(CgiFault fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.setAttribute(FaultValve.FAULT, fault);
		if (DENIALS.contains(fault.reason())) {
			recordDenial(request);
		}
		FaultWriter.write(request.getRequestURI(), fault, response);
	}

	@ExceptionHandler
	void parameter(ParameterException ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		fault(CgiFault.of(ex.fault()), request, response);
	}

	@ExceptionHandler
	void authentication(AuthenticationException ex, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String reason = String.valueOf(ex.getMessage());
		fault(ex.isChallenge() ? CgiFault.http(401, reason) : CgiFault.of(reason), request, response);
	}

	@ExceptionHandler
	void camera(CameraFailure ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		fault(switch (ex.kind()) {
			case REFUSED -> CgiFault.deviceRefused();
			case UNAVAILABLE -> CgiFault.deviceError();
			case NOT_SUPPORTED -> CgiFault.notSupported(String.valueOf(ex.getMessage()));
		}, request, response);
	}

	/** Handles queries and bodies that Tomcat or Spring cannot parse. */
	@ExceptionHandler({ InvalidParameterException.class, HttpMessageNotReadableException.class })
	void unreadable(Exception ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		logger.debug("a request cannot be read", ex);
		fault(CgiFault.http(400, FaultWriter.reason(400)), request, response);
	}

	/** Handles errors of Spring itself and unexpected failures. */
	@ExceptionHandler
	void failure(Exception ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (response.isCommitted()) {
			logger.debug("a response was interrupted: {}", ex.toString());
			return;
		}
		if (ex.getCause() instanceof OutOfMemoryError) {
			repeated.log(Level.ERROR, "{} failed for lack of memory: raise -Xmx, see docs/performance.md",
					FaultWriter.named(request.getRequestURI()));
			fault(CgiFault.deviceError(), request, response);
			return;
		}
		int status = (ex instanceof ErrorResponse refusal) ? refusal.getStatusCode().value() : 500;
		if (status >= 500) {
			repeated.log(Level.ERROR, "{} failed", FaultWriter.named(request.getRequestURI()), ex);
		}
		fault(CgiFault.http(status, FaultWriter.reason(status)), request, response);
	}

	private void recordDenial(HttpServletRequest request) {
		RequestedCamera camera = this.cameras.atPort(request.getLocalPort());
		if (camera != null) {
			String path = request.getRequestURI();
			AuditEvent denial = AuditEvent.of(AuditKind.PERMISSION_DENIED, path.substring(path.lastIndexOf('/') + 1),
					List.of());
			camera.part(CameraAudit.class).record(denial.withOutcome("denied"));
		}
	}

}
