package org.camerad.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.CameraAudit;
import org.camerad.camera.CameraFailure;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CrossSiteRule;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Role;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.TokenAuthenticator;
import org.camerad.user.Account;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The endpoint of all ONVIF services of one camera. It parses a request, finds the
 * operation by the element in the body, checks the log-in and the role, and writes the
 * response or a fault. Any thread.
 */
final class SoapEndpoint {

	private static final RateLimitedLogger repeated = new RateLimitedLogger(LoggerFactory.getLogger(SoapEndpoint.class),
			"failed ONVIF requests");

	private static final Pattern HOST = Pattern
		.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?");

	private final SoapAuthenticator authenticator;

	private final List<Service> services;

	private final CameraAudit audit;

	private final SnapshotHandler snapshots;

	private final Supplier<OnvifPersona> persona;

	private SoapEndpoint(SoapAuthenticator authenticator, List<Service> services, CameraAudit audit,
			SnapshotHandler snapshots, Supplier<OnvifPersona> persona) {
		this.snapshots = snapshots;
		this.persona = persona;
		this.authenticator = authenticator;
		this.services = List.copyOf(services);
		this.audit = audit;
	}

	/** Creates the services of a camera. */
	static SoapEndpoint of(OnvifParts parts) {
		TokenAuthenticator tokens = parts.properties().hasTokens()
				? new TokenAuthenticator(parts.passwords(), parts::now) : null;
		SoapAuthenticator authenticator = new SoapAuthenticator(parts.headers(), tokens);
		return new SoapEndpoint(authenticator, Services.of(parts), parts.audit(),
				new SnapshotHandler(parts, authenticator), parts.personas());
	}

	void serveSnapshot(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.snapshots.serve(request, response);
	}

	void serve(HttpServletRequest request, InputStream body, HttpServletResponse response, AfterResponse afterResponse)
			throws IOException {
		SoapExchange exchange = new SoapExchange(request, response, this.persona.get());
		try {
			SoapEnvelope envelope = SoapEnvelope.of(SoapReader.read(limited(request, body)));
			exchange.received(envelope);
			answer(envelope, exchange, afterResponse);
		}
		catch (RuntimeException ex) {
			exchange.send(fault(ex));
		}
	}

	/** Reads a whole body, which gives its place back to other requests. */
	private static InputStream limited(HttpServletRequest request, InputStream body) throws IOException {
		if (request.getContentLengthLong() > CameraOnvif.MAX_REQUEST_BYTES) {
			throw SoapFault.tooLarge();
		}
		byte[] bytes = body.readNBytes(CameraOnvif.MAX_REQUEST_BYTES + 1);
		if (bytes.length > CameraOnvif.MAX_REQUEST_BYTES) {
			throw SoapFault.tooLarge();
		}
		return new ByteArrayInputStream(bytes);
	}

	private void answer(SoapEnvelope envelope, SoapExchange exchange, AfterResponse afterResponse) throws IOException {
		SoapElement element = envelope.request().withTokens(this.persona.get()::inward);
		Service service = this.services.stream()
			.filter((candidate) -> candidate.about().namespace().equals(element.namespace()))
			.findFirst()
			.orElseThrow(() -> SoapFault.sender("no service has this namespace", "ter:Namespace"));
		Operation operation = service.operation(element.name());
		HttpServletRequest request = exchange.request();
		Account account = admit(operation, envelope, request, exchange.response());
		SoapWriter out = exchange.start().start(service.about().prefix() + ":" + operation.name() + "Response");
		operation.handler()
			.handle(new SoapCall(element, base(request), request.getRemoteAddr(), account, afterResponse, exchange),
					out);
		if (!exchange.isSuspended()) {
			exchange.send(out);
		}
	}

	/** Returns the user, null for an operation without a log-in. */
	private @Nullable Account admit(Operation operation, SoapEnvelope envelope, HttpServletRequest request,
			HttpServletResponse response) {
		Role role = operation.access().role();
		if (role == null) {
			return null;
		}
		Optional<SoapElement> token = envelope.token().filter((any) -> this.persona.get().acceptsTokens());
		Account account = this.authenticator.authenticate(request, response, token);
		if (!account.role().includes(role)) {
			this.audit.record(new AuditEvent(AuditKind.PERMISSION_DENIED, account.name(), account.role().word(),
					request.getRemoteAddr(), operation.name(), List.of(), "denied"));
			throw SoapFault.notAuthorized("the role of the user is too low");
		}
		return account;
	}

	/** Returns the address of the camera as the client knows it. */
	private static String base(HttpServletRequest request) {
		String host = Optional.ofNullable((String) request.getAttribute(CrossSiteRule.FORWARDED_HOST))
			.or(() -> Optional.ofNullable(request.getHeader("Host")))
			.filter((name) -> HOST.matcher(name).matches())
			.orElseGet(() -> local(request));
		return request.getScheme() + "://" + host;
	}

	private static String local(HttpServletRequest request) {
		String address = request.getLocalAddr();
		return (address.contains(":") ? "[" + address + "]" : address) + ":" + request.getLocalPort();
	}

	private static SoapFault fault(RuntimeException failure) {
		if (failure instanceof SoapFault fault) {
			return fault;
		}
		if (failure instanceof ParameterException refused) {
			return SoapFault.invalidValue(refused.fault());
		}
		if (failure instanceof CameraFailure camera) {
			return switch (camera.kind()) {
				case REFUSED -> SoapFault.receiver("the hardware refuses the value", "ter:Action");
				case UNAVAILABLE -> SoapFault.unavailable();
				case NOT_SUPPORTED -> SoapFault.notSupported(camera.getMessage() + " is not supported");
			};
		}
		repeated.log(Level.ERROR, "an ONVIF request failed", failure);
		return SoapFault.receiver("internal error", "ter:Action");
	}

}
