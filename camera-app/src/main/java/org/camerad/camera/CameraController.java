package org.camerad.camera;

import java.util.LinkedHashMap;
import java.util.Map;

import org.camerad.cgi.InterfaceDescription;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.DeviceInfo;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The interfaces of device information, capabilities and model (contract 3.3, 3.4 and
 * 3.17).
 */
@RestController
class CameraController {

	@Bean
	static InterfaceDescription infoInterface() {
		Map<String, String> example = new LinkedHashMap<>();
		example.put("kernel", "1.1");
		example.put("filesystem", "2.2");
		example.put("sn", "123456789");
		return InterfaceDescription.of("getinfo", "Returns versions and the serial number",
				XmlElement.attributes("info", example));
	}

	@Bean
	static InterfaceDescription capabilitiesInterface() {
		return InterfaceDescription.of("getcapabilities", "Returns the parts that the camera has",
				CameraController::capabilities);
	}

	@Bean
	static InterfaceDescription modelInterface() {
		return InterfaceDescription.of("getmodel", "Returns the model", XmlElement.text("model", "IPC"));
	}

	@GetMapping("/cgi-bin/getinfo")
	XmlElement info(CameraCalls calls) {
		DeviceInfo info = calls.camera().info();
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put("kernel", info.kernel());
		attributes.put("filesystem", info.fileSystem());
		attributes.put("sn", info.serialNumber());
		return XmlElement.attributes("info", attributes);
	}

	@GetMapping("/cgi-bin/getcapabilities")
	XmlElement capabilities(CameraCalls calls) {
		return capabilities(calls.camera());
	}

	private static XmlElement capabilities(Camera camera) {
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put("video", camera.streams().isEmpty() ? "0" : "1");
		attributes.put("audio", camera.audio().isPresent() ? "1" : "0");
		attributes.put("ptz", camera.ptz().isPresent() ? "1" : "0");
		return XmlElement.attributes("capabilities", attributes);
	}

	@GetMapping("/cgi-bin/getmodel")
	XmlElement model(CameraCalls calls) {
		return XmlElement.text("model", calls.camera().info().model());
	}

}
