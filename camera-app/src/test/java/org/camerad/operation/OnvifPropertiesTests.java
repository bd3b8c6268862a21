package org.camerad.operation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The defaults of WS-Discovery, on hardware and on the simulator. */
class OnvifPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "true, , false, true", "true, , true, false", "true, true, true, true", "true, false, false, false",
			"false, , false, false", "false, true, false, false" })
	void announcesHardwareUnlessToldOtherwise(boolean enabled, @Nullable Boolean discovery, boolean simulated,
			boolean announced) {
		assertThat(new OnvifProperties(enabled, true, discovery).hasDiscovery(simulated)).isEqualTo(announced);
	}

}
