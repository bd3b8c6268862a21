package org.camerad.motion;

import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Motion detection (contract 3.16). */
@RestController
class MotionController {

	@Bean
	static SettingsGroup<?> motionSettings() {
		return MotionSettings.MOTION;
	}

	@GetMapping("/cgi-bin/motion")
	XmlElement motion(CgiRequest request, CameraSettings settings) {
		return settings.handle(MotionSettings.MOTION, request);
	}

}
