package org.camerad.driver.kit;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Firmware;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.FirmwareStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The rules of {@link org.camerad.driver.Firmware}. Each driver's own tests install a
 * genuine image.
 */
abstract class FirmwareKit extends PartKit {

	@Test
	@DisplayName("F1 an image that does not fit is REFUSED, and the camera keeps working")
	void noArchive() throws Exception {
		Firmware firmware = part("firmware", camera().firmware());
		FirmwareImage.Content nothing = TestImages.bytes(new byte[0]);
		assertRefused(() -> firmware.install(TestImages.empty(), (percent) -> {
		}));
		assertRefused(() -> firmware
			.install(new FirmwareImage("9.9.9", nothing, Map.of("a.raucb", nothing, "a.tgz", nothing)), (percent) -> {
			}));
		camera().streams().get(0).modes();
		camera().streams().get(0).apply(Parts.video(camera().streams().get(0).modes().get(0)));
	}

	@Test
	@DisplayName("F2 after a refusal the same version runs, also when the camera was opened again")
	void refusalChangesNothing() throws Exception {
		Firmware firmware = part("firmware", camera().firmware());
		FirmwareStatus before = firmware.status();
		assertRefused(() -> firmware.install(TestImages.empty(), (percent) -> {
		}));
		assertThat(firmware.status()).isEqualTo(before);
		camera().close();
		assertThat(firmware.status()).isEqualTo(before);
		assertThat(part("firmware", openAgain().firmware()).status()).isEqualTo(before);
	}

	@Test
	@DisplayName("F3 without a version on trial there is nothing to confirm and nothing to give up")
	void noTrial() throws Exception {
		Firmware firmware = part("firmware", camera().firmware());
		FirmwareStatus before = firmware.status();
		assertThat(before.onTrial()).isFalse();
		assertThatNoException().isThrownBy(firmware::confirm);
		assertThatNoException().isThrownBy(() -> firmware.fallBack("no reason"));
		assertThat(firmware.status()).isEqualTo(before);
	}

}
