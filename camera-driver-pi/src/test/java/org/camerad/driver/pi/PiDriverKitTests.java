package org.camerad.driver.pi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.kit.DriverKit;
import org.camerad.driver.pi.ptz.PelcoDHeadSimulator;
import org.camerad.driver.pi.ptz.PseudoTerminal;
import org.camerad.driver.pi.standin.BoardStandIn;
import org.camerad.driver.pi.standin.CameraModule;
import org.camerad.driver.pi.standin.SoundCard;
import org.camerad.driver.pi.standin.Updaters;

/** The conformance kit on the stand-ins. */
class PiDriverKitTests extends DriverKit {

	private final PseudoTerminal terminal = new PseudoTerminal();

	private final PelcoDHeadSimulator head = new PelcoDHeadSimulator(this.terminal);

	@AfterEach
	void unplug() {
		this.head.close();
	}

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
			BoardStandIn board = BoardStandIn.make(folder.resolveSibling("board"));
			board.mount(card, "rw,relatime");
			properties.put("root", board.root().toString());
			properties.put("ptz.port", this.terminal.port().toString());
			properties.put("path", board.path() + ":" + programs + ":/usr/bin:/bin");
			properties.put("video.command", module.program().toString());
			properties.put("firmware.updater", "rauc");
			return new DriverContext(properties, folder, Optional.of(card), board.clock(), Duration.ofSeconds(10),
					listener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected Map<String, String> lacks() {
		return Map.of("return-from-reboot", "the process ends with the board's reboot");
	}

}
