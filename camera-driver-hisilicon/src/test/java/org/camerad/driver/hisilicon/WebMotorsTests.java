package org.camerad.driver.hisilicon;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.RepeatingThread;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of a gateway that moves a head through the board's web interface. */
class WebMotorsTests extends StreamerFixture {

	private List<String> steps() {
		return this.streamer.requests().stream().filter((request) -> request.contains("ptz.cgi")).toList();
	}

	@Test
	void aMotionIsASeriesOfStepsUntilTheStop() throws Exception {
		open(new FakeBuild().motors(true));
		assertThat(steps()).containsExactly("GET /cgi-bin/j/ptz.cgi?h=0&v=0");
		this.streamer.forgetRequests();
		Ptz head = this.camera.ptz().orElseThrow();
		head.move(new PtzMotion(-1, 1, 7, 0, 0, 0));
		await(() -> steps().size() >= 2);
		assertThat(steps()).containsOnly("GET /cgi-bin/j/ptz.cgi?h=-7&v=7");
		head.stop();
		RepeatingThread repeater = new RepeatingThread("camera-hisilicon-motors");
		repeater.awaitPasses();
		int stopped = steps().size();
		repeater.awaitPasses();
		assertThat(steps()).hasSize(stopped);
		assertRefused(() -> head.addPreset(1));
		this.streamer.pull();
		assertUnavailable(() -> head.move(new PtzMotion(1, 0, 1, 0, 0, 0)));
	}

	@Test
	void aBoardWithoutMotorsHasNoPtz() throws Exception {
		open(new FakeBuild().motors(false));
		assertThat(this.camera.ptz()).isEmpty();
	}

}
