package org.camerad.driver.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The rules of {@link org.camerad.driver.ClockControl}. */
abstract class ClockKit extends PartKit {

	private static final Instant FUTURE = Instant.parse("2031-05-06T07:08:09Z");

	private static final Instant PAST = Instant.parse("2001-02-03T04:05:06Z");

	private ClockControl clock;

	@BeforeEach
	void find() throws Exception {
		this.clock = part("clock", camera().clock());
		this.clock.apply(Parts.CLOCK);
	}

	@Test
	@DisplayName("C1 the clock shows the time to which it was set, forward and backward")
	void set() throws Exception {
		for (Instant time : new Instant[] { FUTURE, PAST }) {
			this.clock.set(time);
			assertThat(this.clock.now()).isCloseTo(time, within(Duration.ofMinutes(1))).isAfterOrEqualTo(time);
		}
	}

	@Test
	@DisplayName("C2 the clock runs on")
	void goesOn() throws Exception {
		this.clock.set(FUTURE);
		Instant before = this.clock.now();
		await("the next moment", () -> this.clock.now().isAfter(before));
	}

	@Test
	@DisplayName("C3 every source and time zone is accepted, and the time zone does not set the clock")
	void settings() throws Exception {
		this.clock.set(FUTURE);
		for (ClockSettings.Source source : ClockSettings.Source.values()) {
			for (ZoneOffset offset : new ZoneOffset[] { ZoneOffset.ofHours(-12), ZoneOffset.ofHoursMinutes(5, 45),
					ZoneOffset.ofHours(13) }) {
				// UDP port 9 of this host is the discard service: no NTP server is
				// contacted and none
				// responds.
				ClockSettings settings = TestSettings.clock(offset, source, "127.0.0.1", 9);
				this.clock.apply(settings);
				assertInEffect(this.clock, settings, ClockSettings.class);
			}
		}
		assertThat(this.clock.now()).isCloseTo(FUTURE, within(Duration.ofMinutes(1)));
	}

	@Test
	@DisplayName("C4 the clock runs on while the camera is closed")
	void survives() throws Exception {
		this.clock.set(FUTURE);
		camera().close();
		this.clock = part("clock", openAgain().clock());
		assertThat(this.clock.now()).isCloseTo(FUTURE, within(Duration.ofMinutes(1))).isAfterOrEqualTo(FUTURE);
	}

}
