package org.camerad.firmware;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.CameraAudit;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.InterfaceDescription.Credentials;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.RequestBody;
import org.camerad.cgi.Role;
import org.camerad.cgi.XmlElement;
import org.camerad.firmware.ImageReceiver.ReceivedImage;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.RequestAuthenticator;
import org.camerad.session.StreamUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The firmware upgrade interface (contract 3.20). */
@RestController
class FirmwareController {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareController.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "refused firmware images");

	private static final String NAME = "OnvifFirmwareUpgrade";

	private static final String PATH = "/cgi-bin/" + NAME;

	/** The path in the contract's sample page. */
	private static final String SAMPLE_PATH = "/" + NAME;

	@Bean
	static InterfaceDescription upgradeInterface() {
		return InterfaceDescription.of(NAME, "Receives a firmware image and installs it", XmlElement.text(NAME, "OK"))
			.byPost()
			.credentials(Credentials.BASIC)
			.role(Role.OPERATOR)
			.faults("error, parse firmware", "firmware error", "firmware too large", "firmware not supported");
	}

	@Bean
	static InterfaceDescription upgradeStateInterface() {
		Map<String, String> example = new LinkedHashMap<>();
		example.put("state", "idle");
		example.put("percent", "0");
		example.put("version", "1.0.0");
		example.put("previous", "");
		example.put("message", "");
		return InterfaceDescription
			.of(NAME, "Returns the state of the firmware upgrade", XmlElement.attributes(NAME, example))
			.credentials(Credentials.UID_OR_BASIC)
			.role(Role.OPERATOR)
			.faults("firmware not supported");
	}

	/**
	 * Receives an image, and installs it after the response. The contract's sample page
	 * comes from another origin and sends all of these headers, even
	 * {@code Access-Control-Allow-Origin}. Credentials mode is off, so that a page of
	 * another origin can read this response and nothing else.
	 */
	@CrossOrigin(origins = "*", methods = RequestMethod.POST,
			allowedHeaders = { "Authorization", "Content-Type", "Cache-Control", "Access-Control-Allow-Origin" },
			allowCredentials = "false", maxAge = 600)
	@NoSession("it takes HTTP Basic and a body")
	@PostMapping({ PATH, SAMPLE_PATH })
	XmlElement upgrade(HttpServletRequest request, RequestAuthenticator authenticator, FirmwareUpgrades upgrades,
			CameraAudit audit, AfterResponse afterResponse) throws IOException {
		StreamUser user = authenticator.basic(request);
		requireOperator(user);
		try {
			ReceivedImage image = upgrades.receive(ImageUpload.of(request, upgrades.limits()));
			logger.warn("{} at {} upgrades the firmware to {}", user.name(), request.getRemoteAddr(),
					image.image().version());
			audit.record(event(List.of(image.image().version())));
			afterResponse.run(() -> upgrades.install(image));
			return XmlElement.text(NAME, "OK");
		}
		catch (RefusedImageException ex) {
			repeated.log(Level.WARN, "refused a firmware image from {} at {}: {}", user.name(), request.getRemoteAddr(),
					ex.getMessage());
			audit.record(event(List.of()).withOutcome("refused"));
			throw CgiFault.of(ex.fault());
		}
	}

	/** Returns the state of the upgrade and the versions. */
	@NoSession("it takes HTTP Basic as well")
	@GetMapping({ PATH, SAMPLE_PATH })
	XmlElement state(HttpServletRequest request, RequestAuthenticator authenticator, FirmwareUpgrades upgrades) {
		CgiQuery query = CgiQuery.parse(request.getQueryString());
		StreamUser user = query.has("uid") ? authenticator.require(query, request) : authenticator.basic(request);
		requireOperator(user);
		XmlElement state = XmlElement.attributes(NAME, upgrades.state());
		authenticator.extend(user);
		return state;
	}

	private static AuditEvent event(List<String> versions) {
		return AuditEvent.of(AuditKind.UPGRADE, "firmware", versions);
	}

	private static void requireOperator(StreamUser user) {
		if (!user.role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
	}

}
