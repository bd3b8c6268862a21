package com.example.lamp;

import java.util.Optional;

import org.camerad.camera.CameraSettings;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Control;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A lamp, which is on or off and has a level. */
@RestController
class LampController {

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable").initially(false);

	private static final Parameter<Integer> LEVEL = Parameter.range("level", 1, 10).initially(5);

	private static final Control<Lamp> HARDWARE = new LampControl();

	private static final SettingsGroup<Lamp> LAMP = SettingsGroup.of("lamp", Table.of(ENABLE, LEVEL),
			(values) -> new Lamp(values.get(ENABLE), values.get(LEVEL)), (camera) -> Optional.of(HARDWARE));

	@Bean
	static SettingsGroup<?> lampSettings() {
		return LAMP;
	}

	@GetMapping("/cgi-bin/lamp")
	XmlElement lamp(CgiRequest request, CameraSettings settings) {
		return settings.handle(LAMP, request);
	}

}
