package org.camerad.driver.kit;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Firmware;

/**
 * The rules of the updater. A genuine archive is installed by each driver's own tests.
 */
abstract class FirmwareKit extends PartKit {

	@Test
	@DisplayName("F1 what is no archive is REFUSED, and the camera goes on")
	void noArchive() throws Exception {
		Firmware firmware = part("firmware", camera().firmware());
		Path empty = Files.createFile(this.root.resolve("empty.img"));
		assertRefused(() -> firmware.install(empty));
		assertRefused(() -> firmware.install(this.root.resolve("absent.img")));
		assertRefused(() -> firmware.install(this.root));
		camera().streams().get(0).modes();
		camera().streams().get(0).apply(Parts.video(camera().streams().get(0).modes().get(0)));
	}

}
