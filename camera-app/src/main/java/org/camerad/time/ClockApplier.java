package org.camerad.time;

import java.time.Duration;
import java.time.Instant;

import org.camerad.camera.Applier;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraSettings;
import org.camerad.camera.Decision;
import org.camerad.cgi.CgiQuery;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;

/**
 * An applier that sets the clock. Undoing sets the time that the clock would have
 * reached. One change.
 */
public final class ClockApplier implements Applier {

	private final CameraSettings settings;

	private final CameraCalls calls;

	private final ClockControl clock;

	private final Instant before;

	private final long start = System.nanoTime();

	private boolean set;

	private ClockApplier(CameraSettings settings, CameraCalls calls) {
		this.settings = settings;
		this.calls = calls;
		this.clock = calls.camera().clock().orElseThrow();
		this.before = this.clock.now();
	}

	/**
	 * Changes the settings of the clock, and sets the clock if the query has a time.
	 * @throws org.camerad.cgi.ParameterException for a value that is not valid; nothing
	 * changed
	 * @throws org.camerad.camera.CameraFailure as {@link CameraSettings#change} throws it
	 */
	public static void change(CameraSettings settings, CameraCalls calls, CgiQuery query) {
		settings.requirePart(TimeSettings.TIME, calls.camera());
		settings.change(TimeSettings.TIME, query, new ClockApplier(settings, calls));
	}

	@Override
	public void apply(Decision decision) throws CameraException {
		this.settings.apply(TimeSettings.TIME, decision);
		Instant requested = TimeSettings.requested(decision.values());
		if (requested != null) {
			set(requested);
			this.set = true;
		}
		else if (this.set) {
			set(this.before.plus(Duration.ofNanos(System.nanoTime() - this.start)));
		}
	}

	private void set(Instant now) {
		this.calls.call("time", () -> {
			this.clock.set(now);
			return now;
		});
	}

}
