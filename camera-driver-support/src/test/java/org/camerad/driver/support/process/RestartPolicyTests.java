package org.camerad.driver.support.process;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTests {

	private final RestartPolicy policy = new RestartPolicy("pictures");

	private long failAt(long seconds) {
		return TimeUnit.NANOSECONDS.toMillis(this.policy.failed(TimeUnit.SECONDS.toNanos(seconds), "no camera"));
	}

	@Test
	void thePauseDoublesUpToAQuarterOfAMinute() {
		assertThat(LongStream.range(0, 8).map((attempt) -> failAt(attempt)).toArray()).containsExactly(500, 1000, 2000,
				4000, 8000, 15000, 15000, 15000);
	}

	@Test
	void thePauseIsShortAgainAfterAProgramThatHasWorkedForAWhile() {
		failAt(0);
		this.policy.started(0, 0);
		this.policy.worked(0);
		assertThat(failAt(10)).as("worked for 10 s only").isEqualTo(1000);
		this.policy.started(0, 0);
		this.policy.worked(0);
		assertThat(failAt(11)).isEqualTo(500);
	}

	@Test
	void theProblemLastsUntilOutputComes() {
		assertThat(this.policy.problem()).isEmpty();
		failAt(0);
		this.policy.started(1, 5);
		assertThat(this.policy.problem()).isEqualTo("no camera");
		assertThat(this.policy.lastOutput()).isEqualTo(6);
		this.policy.worked(9);
		assertThat(this.policy.problem()).isEmpty();
		assertThat(this.policy.lastOutput()).isEqualTo(9);
	}

	@Test
	void theReasonForKillingItReplacesWhatItsEndSays() {
		this.policy.markKilled("gave no picture");
		failAt(0);
		assertThat(this.policy.problem()).isEqualTo("gave no picture");
		failAt(1);
		assertThat(this.policy.problem()).isEqualTo("no camera");
	}

}
