package org.camerad.image;

import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brightness, contrast, saturation and sharpness (contract 3.14). */
@RestController
class ImageController {

	@Bean
	static SettingsGroup<?> imageSettings() {
		return ImageSettings.IMAGE;
	}

	@GetMapping("/cgi-bin/image")
	XmlElement image(CgiRequest request, CameraSettings settings) {
		return settings.handle(ImageSettings.IMAGE, request);
	}

}
