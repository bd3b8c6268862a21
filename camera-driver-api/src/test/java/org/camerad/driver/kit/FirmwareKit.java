package org.camerad.driver.kit;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Firmware;

/**
 * The rules of {@link org.camerad.driver.Firmware}. Each driver's own tests install a
 * genuine archive.
 */
abstract class FirmwareKit extends PartKit {

	@Test
	@DisplayName("F1 a file that is not an archive is REFUSED, and the camera keeps working")
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
