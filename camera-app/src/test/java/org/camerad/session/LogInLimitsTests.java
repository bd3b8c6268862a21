package org.camerad.session;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.camerad.audit.AuditLogs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of failed log-ins: what keeps its place, and what is logged. */
class LogInLimitsTests {

	private static final Origin ADMIN = Origin.user("10.0.0.1", "admin");

	private final SteppedTicker ticker = new SteppedTicker();

	private final LogInLimits limits = new LogInLimits(this.ticker, AuditLogs.NONE);

	private final Logger logger = (Logger) LoggerFactory.getLogger(LogInLimits.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void lockOutIsLoggedOnceWithItsReasonAndAddress() {
		lockOut(ADMIN);
		lockOut(Origin.unknownNames("10.0.0.1"));
		lockOut(Origin.uids("10.0.0.1"));
		assertThat(lines()).containsExactly(
				"locked out 10.0.0.1 for 4 s: more than 10 different wrong passwords for the user admin; if this is no"
						+ " attack, correct what it sends",
				"locked out 10.0.0.1 for 4 s: more than 10 different log-ins with names that no user has; if this is no"
						+ " attack, correct what it sends",
				"locked out 10.0.0.1 for 4 s: more than 10 different wrong uids; if this is no attack, correct what it"
						+ " sends");
	}

	@Test
	void lockedOutKeepsItsPlaceAndTheOthersGiveWay() {
		Origin other = Origin.user("10.0.0.1", "other");
		guess(other, 10);
		lockOut(ADMIN);
		for (int i = 0; i < LogInLimits.MAX_ORIGINS; i++) {
			guess(Origin.user("10.1.0." + i, "admin"), 1);
		}
		assertThat(isLockedOut(ADMIN)).isTrue();
		guess(other, 1);
		assertThat(isLockedOut(other)).as("it was forgotten").isFalse();
	}

	@Test
	void withoutAPlaceForThemAllOthersAreOne() {
		for (int i = 0; i < LogInLimits.MAX_ORIGINS; i++) {
			lockOut(Origin.user("10.1.0." + i, "admin"));
		}
		for (int i = 0; i < 11; i++) {
			assertThat(isLockedOut(ADMIN)).isFalse();
			this.limits.add(Origin.user("10.2.0." + i, "admin"), i, "10.2.0." + i);
		}
		assertThat(isLockedOut(ADMIN)).isTrue();
		assertThat(isLockedOut(Origin.user("10.0.0.1", "other"))).isFalse();
		this.ticker.pass(Duration.ofSeconds(60));
		assertThat(isLockedOut(ADMIN)).isFalse();
		lockOut(ADMIN);
		assertThat(isLockedOut(ADMIN)).as("with a place of its own again").isTrue();
		assertThat(lines()).as("whatever happens").hasSizeLessThanOrEqualTo(30);
	}

	private void lockOut(Origin origin) {
		guess(origin, 11);
		assertThat(isLockedOut(origin)).isTrue();
	}

	private void guess(Origin origin, int times) {
		for (int i = 0; i < times; i++) {
			this.limits.add(origin, i, origin.client());
		}
	}

	private boolean isLockedOut(Origin origin) {
		return this.limits.isLockedOut(origin);
	}

	private List<String> lines() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
