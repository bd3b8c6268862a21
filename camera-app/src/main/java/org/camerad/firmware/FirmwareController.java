package org.camerad.firmware;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.camera.CameraCalls;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.Role;
import org.camerad.session.RequestAuthenticator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Firmware upgrade (contract 3.20). No image is trusted yet, so that each one is received
 * whole and then refused; nothing is ever applied.
 */
@RestController
class FirmwareController {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareController.class);

	/**
	 * Receives an image. The document's sample page comes from another origin and needs
	 * these headers, the odd one included; without credentials mode, so that it may read
	 * the answer and no more.
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
		upload.receive(request.getInputStream());
		logger.warn("a firmware image was refused: it is not genuine");
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
