package org.camerad.driver.sim.encode;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OverloadDetectorTests {

	private final OverloadDetector workload = new OverloadDetector();

	@Test
	void tooMuchIsToldOnce() {
		int told = 0;
		for (int i = 0; i < 1000; i++) {
			told += this.workload.exceeds(50_000_000, 40_000_000) ? 1 : 0;
		}
		assertThat(told).isEqualTo(1);
		assertThat(this.workload.millis()).isEqualTo(50);
	}

	@Test
	void aSlowBeginningIsNotTooMuch() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.workload.exceeds((i < 20) ? 200_000_000 : 5_000_000, 40_000_000)).isFalse();
		}
	}

	@Test
	void onePictureThatTakesLongIsNotTooMuch() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.workload.exceeds((i % 50 == 0) ? 500_000_000 : 5_000_000, 40_000_000)).isFalse();
		}
	}

	@Test
	void itIsToldAlsoWhenItBecomesTooMuchLater() {
		for (int i = 0; i < 200; i++) {
			assertThat(this.workload.exceeds(1_000_000, 40_000_000)).isFalse();
		}
		boolean told = false;
		for (int i = 0; i < 50; i++) {
			told |= this.workload.exceeds(50_000_000, 40_000_000);
		}
		assertThat(told).isTrue();
	}

}
