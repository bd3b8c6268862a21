package com.example.camera.toy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.kit.DriverKit;

/** The conformance kit on the toy driver. */
class ToyDriverTests extends DriverKit {

	@Override
	protected DriverSPI driver() {
		return new ToyDriver();
	}

	@Override
	protected DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener) {
		return new DriverContext(Map.of(), folder, Optional.empty(), Clock.systemUTC(), Duration.ofSeconds(5),
				listener);
	}

	@Override
	protected Map<String, String> lacks() {
		Map<String, String> lacks = new LinkedHashMap<>();
		for (String part : new String[] { "osd", "motion", "audio", "ptz", "storage", "network", "clock", "maintenance",
				"firmware" }) {
			lacks.put(part, "a test card has none");
		}
		lacks.put("sharpness", "a test card has sharp edges only");
		lacks.put("gop_length", "the streams are pictures");
		lacks.put("bitrate_control", "the streams are pictures");
		return lacks;
	}

}
