package org.camerad.driver.sim.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the motion detector's score.
 *
 * @param scene a scene with known ground truth
 * @param path movement and settings of the camera
 * @param recorded format of the recording that the detector sees, empty if it is live
 */
record MotionCase(Scene scene, CameraPath path, Optional<SceneRecording.Format> recorded) {

	/** Common length of a loop of the scenes and of the camera paths, in seconds. */
	static final int LOOP_SECONDS = 120;

	/** A camera with the usual wide picture. */
	private static final View FIRST = TestViews.of(1920, 1080);

	/** The position of the head and the image settings at each moment. */
	@FunctionalInterface
	interface CameraPath {

		View at(View view, double seconds);

	}

	/** Returns the time of the clock at the given seconds. */
	Instant time(double seconds) {
		return FIRST.time().plus(Duration.ofMillis(Math.round(1000 * seconds)));
	}

	/** Returns the view of a camera that shows the whole recording. */
	View replayed(Instant now) {
		return TestViews.with(FIRST, now);
	}

	/**
	 * Returns the view of the camera. A recording shows each picture for some time.
	 */
	View view(double seconds) {
		double taken = this.recorded
			.map((format) -> Math.floor(seconds * format.perSecond() + 1e-6) / format.perSecond())
			.orElse(seconds);
		return this.path.at(TestViews.with(FIRST, time(taken)), taken);
	}

}
