package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.IntRange;
import org.camerad.driver.support.ntp.TimeSync;
import org.camerad.driver.sim.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/** The clock of the camera, set manually or by a real NTP server. */
final class SimClock extends VolatileSetting<ClockSettings> implements ClockControl {

	private static final IntRange PORT = new IntRange(1, 65535);

	private static final ClockSettings INITIAL = new ClockSettings(ZoneOffset.UTC, ClockSettings.Source.MANUAL,
			"pool.ntp.org", 123);

	private final FaultInjector faults;

	private final VirtualClock clock;

	private final TimeSync sync;

	private final Runnable onChange;

	SimClock(FaultInjector faults, VirtualClock clock, TimeSync sync, Runnable onChange) {
		super(faults, CameraPart.CLOCK, INITIAL, SimClock::problem, (settings) -> {
			follow(sync, settings);
			onChange.run();
		});
		this.faults = faults;
		this.clock = clock;
		this.sync = sync;
		this.onChange = onChange;
	}

	@Override
	public Instant now() {
		return this.clock.now().plus(this.faults.timeOr(FaultKind.CLOCK_JUMP, Duration.ZERO));
	}

	@Override
	public void set(Instant now) throws CameraException {
		this.faults.checkChange(CameraPart.CLOCK);
		try {
			this.clock.set(now);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the time cannot be stored: " + ex, ex);
		}
		this.onChange.run();
	}

	@Override
	void restart() {
		super.restart();
		follow(this.sync, INITIAL);
	}

	private static void follow(TimeSync sync, ClockSettings settings) {
		if (settings.source() == ClockSettings.Source.NTP) {
			sync.follow(settings.ntpHost(), settings.ntpPort());
		}
		else {
			sync.leave();
		}
	}

	private static @Nullable String problem(ClockSettings settings) {
		if (settings.ntpHost().isBlank()) {
			return "the NTP server has no name";
		}
		return PORT.contains(settings.ntpPort()) ? null : "the port must be in " + PORT;
	}

}
