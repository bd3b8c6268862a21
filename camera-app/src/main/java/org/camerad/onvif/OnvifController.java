package org.camerad.onvif;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.NoSession;
import org.camerad.cgi.RequestBody;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The addresses of ONVIF's services. The body of a request selects the service. */
@RestController
class OnvifController {

	@NoSession("it takes the credentials of HTTP and of SOAP")
	@PostMapping({ "/onvif/device_service", "/onvif/media_service", "/onvif/media2_service", "/onvif/ptz_service",
			"/onvif/imaging_service", "/onvif/event_service", "/onvif/analytics_service", "/onvif/deviceio_service",
			"/onvif/subscription/{id}" })
	void serve(HttpServletRequest request, HttpServletResponse response, CameraOnvif onvif, AfterResponse afterResponse)
			throws IOException {
		checkEnabled(onvif);
		onvif.serve(request, RequestBody.open(request, CameraOnvif.LIMITS), response, afterResponse);
	}

	@NoSession("it takes the credentials of HTTP")
	@GetMapping("/onvif/snapshot")
	void snapshot(HttpServletRequest request, HttpServletResponse response, CameraOnvif onvif) throws IOException {
		checkEnabled(onvif);
		onvif.serveSnapshot(request, response);
	}

	private static void checkEnabled(CameraOnvif onvif) {
		if (!onvif.isEnabled()) {
			throw CgiFault.http(404, "not found");
		}
	}

}
