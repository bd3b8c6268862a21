package org.camerad.driver.sim.encode;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OverloadDetectorTests {

	private final OverloadDetector detector = new OverloadDetector();

	@Test
	void anOverloadIsReportedOnce() {
		int reported = 0;
		for (int i = 0; i < 1000; i++) {
			reported += this.detector.exceeds(50_000_000, 40_000_000) ? 1 : 0;
		}
		assertThat(reported).isEqualTo(1);
		assertThat(this.detector.millis()).isEqualTo(50);
	}

	@Test
	void aSlowStartIsNoOverload() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.detector.exceeds((i < 20) ? 200_000_000 : 5_000_000, 40_000_000)).isFalse();
		}
	}

	@Test
	void onePictureThatTakesLongIsNoOverload() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.detector.exceeds((i % 50 == 0) ? 500_000_000 : 5_000_000, 40_000_000)).isFalse();
		}
	}

	@Test
	void aLaterOverloadIsReportedToo() {
		for (int i = 0; i < 200; i++) {
			assertThat(this.detector.exceeds(1_000_000, 40_000_000)).isFalse();
		}
		boolean reported = false;
		for (int i = 0; i < 50; i++) {
			reported |= this.detector.exceeds(50_000_000, 40_000_000);
		}
		assertThat(reported).isTrue();
	}

}
