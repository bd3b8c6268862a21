package org.camerad.time;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interface of the camera's clock (contract 3.8). */
@RestController
class TimeController {

	@Bean
	static SettingsGroup<?> timeSettings() {
		return TimeSettings.TIME;
	}

	@GetMapping("/cgi-bin/time")
	XmlElement time(CgiRequest request, CameraSettings settings, CameraCalls calls) {
		calls.camera();
		if (TimeSettings.TIME.table().isPassed(request.query())) {
			request.admitChange();
			ClockApplier.change(settings, calls, request.query());
		}
		return settings.show(TimeSettings.TIME);
	}

}
