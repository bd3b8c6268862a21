package org.camerad.image;

import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.driver.Camera;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brightness, contrast, saturation and sharpness (contract 3.14). */
@RestController
class ImageController {

	private static final Parameter<Integer> BRIGHTNESS = level("brightness", Setting.BRIGHTNESS);

	private static final Parameter<Integer> CONTRAST = level("contrast", Setting.CONTRAST);

	private static final Parameter<Integer> SATURATION = level("saturation", Setting.SATURATION);

	private static final Parameter<Integer> SHARPNESS = level("sharpness", Setting.SHARPNESS);

	private static final SettingsGroup<Image> IMAGE = SettingsGroup.of("image",
			Table.of(BRIGHTNESS, CONTRAST, SATURATION, SHARPNESS), (values) -> new Image(values.get(BRIGHTNESS),
					values.get(CONTRAST), values.get(SATURATION), values.get(SHARPNESS)),
			Camera::image);

	private final Device device;

	ImageController(Device device) {
		this.device = device;
	}

	@Bean
	static SettingsGroup<Image> imageSettings() {
		return IMAGE;
	}

	@GetMapping("/cgi-bin/image")
	XmlElement image(CgiRequest request) {
		return this.device.answer(IMAGE, request);
	}

	private static Parameter<Integer> level(String name, Setting setting) {
		return Parameter.range(name, Image.RANGE.min(), Image.RANGE.max()).initially(128).needs(setting);
	}

}
