package org.camerad.driver.support.pelcod;

import org.camerad.driver.CameraException;
import org.camerad.driver.PtzPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Questions to a head that answers, is slow, garbles, or says nothing. */
class PelcoDQueryTests extends PelcoDHeadFixture {

	@Test
	void headThatDoesNotAnswerIsNotAsked() throws CameraException {
		assertThat(this.head.position()).isEmpty();
		assertThat(this.line.heard()).containsExactly("stop", "stop");
	}

	@Test
	void positionIsAskedThroughEchoGarbageAndDelay() throws CameraException {
		useAnswering();
		this.line.answering = true;
		this.line.echoes = true;
		this.line.garbles = true;
		this.line.delayMillis = 120;
		PtzPosition position = during(this.head::position).orElseThrow();
		assertThat(position.panDegrees()).isEqualTo(90);
		assertThat(position.tiltDegrees()).isEqualTo(30);
		assertThat(position.zoom()).isEqualTo(12);
		assertThat(position.focus()).isNaN();
	}

	private void useAnswering() {
		close();
		this.line.broken = false;
		this.line.forget();
		use(PelcoDSettings.usual(1, 2400).withAnswering(true));
	}

	@Test
	void silentHeadIsUnavailableForQueriesAndStillMoves() throws CameraException {
		useAnswering();
		CameraException failure = failureOf(() -> this.head.position().orElseThrow());
		assertThat(failure.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE);
		assertThat(failure).hasMessageContaining("does not answer");
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.line.heard().contains("right pan 3F"));
	}

	@Test
	void stopDoesNotWaitForAnAnswer() throws CameraException {
		useAnswering();
		Thread asking = new Thread(() -> {
			try {
				this.head.position();
			}
			catch (CameraException ex) {
				Thread.currentThread().interrupt();
			}
		});
		asking.start();
		this.clock.runUntil(() -> this.line.heard().contains("query pan"));
		long asked = this.clock.millis();
		this.head.stop();
		this.clock.runUntil(() -> this.line.heard().size() > 3);
		assertThat(this.line.heard().get(3)).isEqualTo("stop");
		assertThat(this.line.times().get(3) - asked).isLessThan(500);
		this.clock.runUntil(() -> !asking.isAlive());
	}

	@Test
	void endlessNoiseIsNoAnswerAndHoldsNothingUp() throws CameraException {
		useAnswering();
		this.line.babbles = true;
		assertThat(failureOf(() -> this.head.position().orElseThrow()).kind())
			.isEqualTo(CameraException.Kind.UNAVAILABLE);
		this.head.move(RIGHT);
		this.clock.runUntil(() -> this.line.heard().contains("right pan 3F"));
	}

	@Test
	void headThatIsClosedIsUnavailableForQueries() throws CameraException {
		during(run(this.head::close));
		assertThat(failureOf(() -> this.head.position().isPresent()).kind())
			.isEqualTo(CameraException.Kind.UNAVAILABLE);
	}

	@Test
	void everyQueryIsAnsweredWithItsOwnReply() throws CameraException {
		this.line.answering = true;
		this.line.echoes = true;
		assertThat(during(() -> this.head.query(PelcoDCommand.QUERY_PAN))).isEqualTo(9000);
		assertThat(during(() -> this.head.query(PelcoDCommand.QUERY_TILT))).isEqualTo(33000);
		assertThat(during(() -> this.head.query(PelcoDCommand.QUERY_ZOOM))).isEqualTo(0x6f5);
		assertThat(during(() -> this.head.query(PelcoDCommand.QUERY_MAGNIFICATION))).isEqualTo(1200);
		assertThatIllegalArgumentException().isThrownBy(() -> this.head.query(PelcoDCommand.SET_ZERO));
	}

	@Test
	void answerThatGotLostIsNotTakenFromTheNextQuestion() throws CameraException {
		this.line.answering = true;
		this.line.delayMillis = 600;
		assertThat(failureOf(() -> this.head.query(PelcoDCommand.QUERY_PAN))).hasMessageContaining("does not answer");
		this.line.delayMillis = 0;
		assertThat(during(() -> this.head.query(PelcoDCommand.QUERY_TILT))).isEqualTo(33000);
	}

	@Test
	void answerOfAnotherHeadIsNone() throws CameraException {
		this.line.answering = true;
		this.line.address = 2;
		assertThat(failureOf(() -> this.head.query(PelcoDCommand.QUERY_PAN))).hasMessageContaining("does not answer");
	}

}
