package org.camerad.driver.hisilicon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HiSiliconDriverTests {

	@Test
	void isFoundAsAServiceAndDetectsNothing() {
		assertThat(ServiceLoader.load(DriverSPI.class)).singleElement()
			.satisfies((driver) -> assertThat(driver.name()).isEqualTo("hisilicon"))
			.satisfies((driver) -> assertThat(driver.detects()).isFalse());
	}

	@Test
	void openingItSaysWhatIsMissing(@TempDir Path folder) {
		DriverContext context = new DriverContext(Map.of(), folder, Optional.empty(), Clock.systemUTC(),
				Duration.ofSeconds(5), (event) -> {
				});
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> new HiSiliconDriver().open(context))
			.withMessageStartingWith("camera.driver: the HiSilicon driver is not part of this build")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

}
