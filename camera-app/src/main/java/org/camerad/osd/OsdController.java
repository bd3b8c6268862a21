package org.camerad.osd;

import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Text in the picture (contract 3.13). */
@RestController
class OsdController {

	@Bean
	static SettingsGroup<?> osdSettings() {
		return OsdSettings.OSD;
	}

	@GetMapping("/cgi-bin/osd")
	XmlElement osd(CgiRequest request, CameraSettings settings) {
		return settings.handle(OsdSettings.OSD, request);
	}

}
