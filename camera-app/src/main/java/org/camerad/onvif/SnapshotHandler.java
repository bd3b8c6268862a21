package org.camerad.onvif;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.camerad.camera.StreamId;
import org.camerad.cgi.CgiQuery;

/**
 * The snapshots of ONVIF clients. They log in by HTTP digest, which the contract's path
 * does not take. Any thread.
 */
final class SnapshotHandler {

	private final OnvifParts parts;

	private final SoapAuthenticator authenticator;

	SnapshotHandler(OnvifParts parts, SoapAuthenticator authenticator) {
		this.parts = parts;
		this.authenticator = authenticator;
	}

	void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
		try {
			if (this.parts.snapshots().authenticated()) {
				this.authenticator.authenticate(request, response, Optional.empty());
			}
		}
		catch (SoapFault ex) {
			response.setStatus(ex.status());
			return;
		}
		boolean sub = "0".equals(CgiQuery.parse(request.getQueryString()).get("stream"));
		byte[] jpeg = this.parts.calls().picture(sub ? StreamId.SUB : StreamId.MAIN).jpeg();
		response.setContentType("image/jpeg");
		response.setContentLength(jpeg.length);
		response.getOutputStream().write(jpeg);
	}

}
