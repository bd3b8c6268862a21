package org.camerad.driver.sim.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the motion detector's score.
 *
 * @param scene whose truth is known
 * @param path how the camera looks at it
 * @param recorded present: the detector watches a recording of that instead
 */
record MotionCase(Scene scene, CameraPath path, Optional<SceneRecording.Format> recorded) {

	/** Rounds of the scenes and of the courses begin together after so many seconds. */
	static final int LOOP_SECONDS = 120;

	/** Of a camera with the usual wide picture. */
	private static final View FIRST = TestViews.of(1920, 1080);

	/** Where a head stands at each moment, and what the picture's settings are. */
	@FunctionalInterface
	interface CameraPath {

		View at(View view, double seconds);

	}

	/** The time of the clock so many seconds after the beginning. */
	Instant time(double seconds) {
		return FIRST.time().plus(Duration.ofMillis(Math.round(1000 * seconds)));
	}

	/** How a camera that shows the recording sees it whole. */
	View replayed(Instant now) {
		return TestViews.with(FIRST, now);
	}

	/** What the camera sees; a recording shows each picture for a while. */
	View view(double seconds) {
		double taken = this.recorded
			.map((format) -> Math.floor(seconds * format.perSecond() + 1e-6) / format.perSecond())
			.orElse(seconds);
		return this.path.at(TestViews.with(FIRST, time(taken)), taken);
	}

}
