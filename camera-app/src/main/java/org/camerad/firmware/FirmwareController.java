package org.camerad.firmware;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.camera.CameraCalls;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.RequestBody;
import org.camerad.cgi.Role;
import org.camerad.session.RequestAuthenticator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * The firmware upgrade interface (contract 3.20). No image is trusted yet: each one is
 * received completely and then refused. Nothing is installed.
 */
@RestController
class FirmwareController {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareController.class);

	/**
	 * Receives an image. The contract's sample page comes from another origin and sends
	 * all of these headers, even {@code Access-Control-Allow-Origin}. Credentials mode is
	 * off, so that a page of another origin can read this response and nothing else.
	 */
	@CrossOrigin(origins = "*", methods = RequestMethod.POST,
			allowedHeaders = { "Authorization", "Content-Type", "Cache-Control", "Access-Control-Allow-Origin" },
			allowCredentials = "false", maxAge = 600)
	@NoSession("it takes HTTP Basic and a body")
	@PostMapping({ "/cgi-bin/OnvifFirmwareUpgrade", "/OnvifFirmwareUpgrade" })
	void upgrade(HttpServletRequest request, CameraCalls calls, RequestAuthenticator authenticator,
			FirmwareUpload upload) throws IOException {
		if (!authenticator.basic(request).role().includes(Role.OPERATOR)) {
			throw CgiFault.permissionDenied();
		}
		if (calls.camera().firmware().isEmpty()) {
			throw CgiFault.notSupported("firmware");
		}
		checkHeaders(request, upload);
		upload.receive(RequestBody.open(request, upload.limits()));
		logger.warn("refused a firmware image: this version trusts no images");
		throw CgiFault.of("firmware error");
	}

	private static void checkHeaders(HttpServletRequest request, FirmwareUpload upload) {
		upload.checkSize(request.getContentLengthLong());
		String type = request.getContentType();
		boolean image = type == null || type.split(";", 2)[0].strip().equalsIgnoreCase("application/octet-stream");
		if (!image || request.getHeader("Content-Encoding") != null || request.getContentLengthLong() == 0) {
			throw CgiFault.of("error, parse firmware");
		}
	}

}
