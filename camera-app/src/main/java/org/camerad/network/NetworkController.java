package org.camerad.network;

import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interface of the camera's network (contract 3.7). */
@RestController
class NetworkController {

	@Bean
	static SettingsGroup<?> networkSettings() {
		return NetworkSettings.NETWORK;
	}

	@GetMapping("/cgi-bin/network")
	XmlElement network(CgiRequest request, CameraNetwork network) {
		if (NetworkSettings.NETWORK.table().isPassed(request.query())) {
			request.admitChange();
			network.change(request.query(), request.afterResponse());
		}
		return network.show();
	}

}
