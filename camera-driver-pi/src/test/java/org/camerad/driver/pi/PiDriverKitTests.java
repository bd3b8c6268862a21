package org.camerad.driver.pi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.kit.DriverKit;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.pi.standin.SoundCard;
import org.camerad.driver.pi.standin.Updaters;

/** The conformance kit on the stand-ins. */
class PiDriverKitTests extends DriverKit {

	private static final String NOT_YET = "the driver does not have it yet";

	@Override
	protected DriverSPI driver() {
		return new PiDriver();
	}

	@Override
	protected DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener) {
		try {
			CameraModule module = CameraModule.plug(folder.resolveSibling("module"), "1.9.1");
			Path programs = folder.resolveSibling("programs");
			Updaters.install(programs);
			Map<String, String> properties = new HashMap<>(SoundCard.plug(programs).properties());
			properties.put("path", programs + ":/usr/bin:/bin");
			properties.put("video.command", module.program().toString());
			properties.put("firmware.updater", "rauc");
			return new DriverContext(properties, folder, Optional.of(card), Clock.systemUTC(), Duration.ofSeconds(10),
					listener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected Map<String, String> lacks() {
		return Map.of("ptz", "no serial port is configured", "storage", NOT_YET, "network", NOT_YET, "clock", NOT_YET,
				"maintenance", NOT_YET);
	}

}
