package org.camerad.driver.sim;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualClockTests {

	private static final Instant HOST = Instant.parse("2026-11-29T12:00:00Z");

	private final Clock host = Clock.fixed(HOST, ZoneOffset.UTC);

	@TempDir
	private Path folder;

	@Test
	void aClockThatWasSetOrShiftedGoesOnAfterARestart() throws Exception {
		VirtualClock clock = new VirtualClock(this.host, this.folder);
		assertThat(clock.now()).isEqualTo(HOST);
		clock.shift(Duration.ofDays(1000));
		assertThat(new VirtualClock(this.host, this.folder).now()).isEqualTo(HOST.plus(Duration.ofDays(1000)));
		clock.set(HOST.minusSeconds(60));
		assertThat(new VirtualClock(this.host, this.folder).now()).isEqualTo(HOST.minusSeconds(60));
	}

	@Test
	void aSmallCorrectionIsInEffectAndNotWritten() throws Exception {
		VirtualClock clock = new VirtualClock(this.host, this.folder);
		clock.shift(Duration.ofMillis(999));
		assertThat(clock.now()).isEqualTo(HOST.plusMillis(999));
		assertThat(this.folder).isEmptyDirectory();
	}

}
