package org.camerad.time;

import java.time.Duration;
import java.time.Instant;

import org.camerad.camera.Applier;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraSettings;
import org.camerad.camera.Decision;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.XmlElement;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.settings.SettingsGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interface of the camera's clock (contract 3.8). */
@RestController
class TimeController {

	@Bean
	static SettingsGroup<?> timeSettings() {
		return TimeSettings.TIME;
	}

	@GetMapping("/cgi-bin/time")
	XmlElement time(CgiRequest request, CameraSettings settings, CameraCalls calls) {
		Camera camera = calls.camera();
		if (TimeSettings.TIME.table().isPassed(request.query())) {
			request.admitChange();
			settings.requirePart(TimeSettings.TIME, camera);
			settings.change(TimeSettings.TIME, request.query(), new ClockApplier(settings, calls));
		}
		return settings.show(TimeSettings.TIME);
	}

	/**
	 * An applier that sets the clock. Undoing sets the time that the clock would have
	 * reached.
	 */
	private static final class ClockApplier implements Applier {

		private final CameraSettings settings;

		private final CameraCalls calls;

		private final ClockControl clock;

		private final Instant before;

		private final long start = System.nanoTime();

		private boolean set;

		ClockApplier(CameraSettings settings, CameraCalls calls) {
			this.settings = settings;
			this.calls = calls;
			this.clock = calls.camera().clock().orElseThrow();
			this.before = this.clock.now();
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

}
