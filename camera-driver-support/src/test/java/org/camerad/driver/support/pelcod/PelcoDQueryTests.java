package org.camerad.driver.support.pelcod;

import org.camerad.driver.CameraException;
import org.camerad.driver.PtzPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Queries to a head that responds, is slow, garbles, or is silent. */
class PelcoDQueryTests extends PelcoDHeadFixture {

	@Test
	void headThatDoesNotRespondIsNotQueried() throws CameraException {
		assertThat(this.head.position()).isEmpty();
		assertThat(this.line.received()).containsExactly("stop", "stop");
	}

	@Test
	void positionIsQueriedThroughEchoGarbageAndDelay() throws CameraException {
		useResponding();
		this.line.respondsToQueries = true;
		this.line.echoes = true;
		this.line.garbles = true;
		this.line.delayMillis = 120;
		PtzPosition position = whileClockAdvances(this.head::position).orElseThrow();
		assertThat(position.panDegrees()).isEqualTo(90);
		assertThat(position.tiltDegrees()).isEqualTo(30);
		assertThat(position.zoom()).isEqualTo(12);
		assertThat(position.focus()).isNaN();
	}

	private void useResponding() {
		close();
		this.line.broken = false;
		this.line.forget();
		use(PelcoDSettings.defaults(1, 2400).withQueries(true));
	}

	@Test
	void silentHeadIsUnavailableForQueriesAndStillMoves() throws CameraException {
		useResponding();
		CameraException failure = failureOf(() -> this.head.position().orElseThrow());
		assertThat(failure.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		assertThat(failure).hasMessageContaining("does not respond");
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.line.received().contains("right pan 3F"));
	}

	@Test
	void stopDoesNotWaitForAResponse() throws CameraException {
		useResponding();
		Thread asking = new Thread(() -> {
			try {
				this.head.position();
			}
			catch (CameraException ex) {
				Thread.currentThread().interrupt();
			}
		});
		asking.start();
		this.clock.runUntil(() -> this.line.received().contains("query pan"));
		long asked = this.clock.millis();
		this.head.stop();
		this.clock.runUntil(() -> this.line.received().size() > 3);
		assertThat(this.line.received().get(3)).isEqualTo("stop");
		assertThat(this.line.times().get(3) - asked).isLessThan(500);
		this.clock.runUntil(() -> !asking.isAlive());
	}

	@Test
	void endlessNoiseIsNoResponseAndDelaysNothing() throws CameraException {
		useResponding();
		this.line.noisy = true;
		assertThat(failureOf(() -> this.head.position().orElseThrow()).kind())
			.isEqualTo(CameraException.Kind.UNAVAILABLE);
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.line.received().contains("right pan 3F"));
	}

	@Test
	void headThatIsClosedIsUnavailableForQueries() throws CameraException {
		whileClockAdvances(run(this.head::close));
		assertThat(failureOf(() -> this.head.position().isPresent()).kind())
			.isEqualTo(CameraException.Kind.UNAVAILABLE);
	}

	@Test
	void everyQueryGetsItsOwnReply() throws CameraException {
		this.line.respondsToQueries = true;
		this.line.echoes = true;
		assertThat(whileClockAdvances(() -> this.head.query(PelcoDCommand.QUERY_PAN))).isEqualTo(9000);
		assertThat(whileClockAdvances(() -> this.head.query(PelcoDCommand.QUERY_TILT))).isEqualTo(33000);
		assertThat(whileClockAdvances(() -> this.head.query(PelcoDCommand.QUERY_ZOOM))).isEqualTo(0x6f5);
		assertThat(whileClockAdvances(() -> this.head.query(PelcoDCommand.QUERY_MAGNIFICATION))).isEqualTo(1200);
		assertThatIllegalArgumentException().isThrownBy(() -> this.head.query(PelcoDCommand.SET_ZERO));
	}

	@Test
	void lostResponseIsNotTakenFromTheNextQuery() throws CameraException {
		this.line.respondsToQueries = true;
		this.line.delayMillis = 600;
		assertThat(failureOf(() -> this.head.query(PelcoDCommand.QUERY_PAN))).hasMessageContaining("does not respond");
		this.line.delayMillis = 0;
		assertThat(whileClockAdvances(() -> this.head.query(PelcoDCommand.QUERY_TILT))).isEqualTo(33000);
	}

	@Test
	void responseOfAnotherHeadIsIgnored() throws CameraException {
		this.line.respondsToQueries = true;
		this.line.address = 2;
		assertThat(failureOf(() -> this.head.query(PelcoDCommand.QUERY_PAN))).hasMessageContaining("does not respond");
	}

}
