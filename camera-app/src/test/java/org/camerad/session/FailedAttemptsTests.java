package org.camerad.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailedAttemptsTests {

	private final SteppedTicker ticker = new SteppedTicker();

	private final FailedAttempts attempts = new FailedAttempts(this.ticker.nanoTime());

	private int count;

	@Test
	void tenDifferentOnesAreMistakesAndTheEleventhLocksOut() {
		guess(10);
		assertThat(isLockedOut()).isFalse();
		guess(1);
		assertThat(isLockedOut()).isTrue();
	}

	@Test
	void theSameOneAgainSaysNothingNew() {
		guess(10);
		this.attempts.add(3, this.ticker.nanoTime());
		assertThat(isLockedOut()).isFalse();
	}

	/** Each further guess doubles the time up to a minute. */
	@ParameterizedTest
	@CsvSource({ "1, 4", "2, 8", "3, 16", "4, 32", "5, 60", "6, 60" })
	void thePenaltyGrows(int guesses, int seconds) {
		guess(10);
		guess(guesses);
		this.ticker.pass(Duration.ofSeconds(seconds).minusNanos(1));
		assertThat(isLockedOut()).as("just before").isTrue();
		this.ticker.pass(Duration.ofNanos(1));
		assertThat(isLockedOut()).as("at its end").isFalse();
	}

	@Test
	void thePenaltyGrowsFromOneLockOutToTheNext() {
		guess(11);
		this.ticker.pass(Duration.ofSeconds(4));
		assertThat(isLockedOut()).isFalse();
		guess(1);
		this.ticker.pass(Duration.ofSeconds(7));
		assertThat(isLockedOut()).isTrue();
		this.ticker.pass(Duration.ofSeconds(1));
		assertThat(isLockedOut()).isFalse();
	}

	/**
	 * Guesses go on while they are refused: the time starts again, for a minute at most.
	 */
	@Test
	void thePenaltyStartsAgainWithinAMinute() {
		guess(11);
		this.ticker.pass(Duration.ofSeconds(3));
		this.attempts.extend(1000, this.ticker.nanoTime());
		this.ticker.pass(Duration.ofSeconds(3));
		assertThat(isLockedOut()).isTrue();
		for (int i = 0; i < 18; i++) {
			this.attempts.extend(1001 + i, this.ticker.nanoTime());
			this.ticker.pass(Duration.ofSeconds(3));
		}
		assertThat(isLockedOut()).as("after a minute").isFalse();
	}

	@Test
	void aQuarterOfAnHourWithoutAGuessForgives() {
		guess(13);
		this.ticker.pass(Duration.ofMinutes(15).plusNanos(1));
		guess(10);
		assertThat(isLockedOut()).isFalse();
		guess(1);
		this.ticker.pass(Duration.ofSeconds(4));
		assertThat(isLockedOut()).as("the first penalty again").isFalse();
	}

	@Test
	void aQuarterOfAnHourIsNotYetLongEnough() {
		guess(11);
		this.ticker.pass(Duration.ofMinutes(15));
		guess(1);
		this.ticker.pass(Duration.ofSeconds(4));
		assertThat(isLockedOut()).isTrue();
	}

	private void guess(int times) {
		for (int i = 0; i < times; i++) {
			this.attempts.add(++this.count, this.ticker.nanoTime());
		}
	}

	private boolean isLockedOut() {
		return this.attempts.isLockedOut(this.ticker.nanoTime());
	}

}
