package org.camerad.driver.sim.scene;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.camerad.driver.sim.scene.raster.ImageAdjustments;
import org.camerad.driver.sim.scene.raster.Viewport;

/**
 * The state of a scene at one moment.
 *
 * @param millis milliseconds on the scene's timeline
 * @param light the lighting
 * @param gain factor of a sudden change of light, 1 is normal
 * @param rain 0 to 1
 * @param shakePan degrees by which the shaking pole turns the camera
 * @param shakeTilt likewise
 * @param poses the actors that are present
 */
record SceneState(long millis, Lighting light, double gain, double rain, double shakePan, double shakeTilt,
		List<Actor.Pose> poses) {

	/**
	 * Seconds of the day at which night ends, day begins, day ends and night begins.
	 */
	private static final int[] TWILIGHT = { 6 * 3600, 7 * 3600 + 1800, 17 * 3600 + 1800, 19 * 3600 };

	/** The focus position at which the lens is sharp. */
	private static final double SHARP = 0.5;

	static SceneState of(Scene scene, Timeline timeline, View view) {
		return of(scene, timeline.at(view.time()), view);
	}

	static SceneState of(Scene scene, long millis, View view) {
		double seconds = scene.millisIntoLoop(millis) / 1000;
		List<Actor.Pose> poses = scene.actors()
			.stream()
			.map((actor) -> actor.at(seconds))
			.flatMap(Optional::stream)
			.toList();
		double shake = strength(scene, SceneEvent.Kind.SHAKE, seconds, 0);
		LocalTime clock = view.time().atOffset(view.offset()).toLocalTime();
		return new SceneState(millis, light(scene.daylight(), clock),
				strength(scene, SceneEvent.Kind.LIGHT, seconds, 1), strength(scene, SceneEvent.Kind.RAIN, seconds, 0),
				shake * StrictMath.sin(seconds * 27) * StrictMath.sin(seconds * 3.1),
				shake * 0.6 * StrictMath.sin(seconds * 34 + 1), poses);
	}

	private static double strength(Scene scene, SceneEvent.Kind kind, double seconds, double normal) {
		return scene.events()
			.stream()
			.filter((event) -> event.kind() == kind && event.isActive(seconds))
			.mapToDouble(SceneEvent::strength)
			.reduce((first, second) -> (kind == SceneEvent.Kind.LIGHT) ? first * second : Math.max(first, second))
			.orElse(normal);
	}

	private static Lighting light(Scene.Daylight daylight, LocalTime clock) {
		return switch (daylight) {
			case DAY -> new Lighting(Lighting.DAY);
			case NIGHT -> new Lighting(0);
			case CLOCK -> new Lighting(level(clock.toSecondOfDay()));
		};
	}

	private static int level(int second) {
		if (second < TWILIGHT[0] || second >= TWILIGHT[3]) {
			return 0;
		}
		if (second < TWILIGHT[1]) {
			return (second - TWILIGHT[0]) * Lighting.DAY / (TWILIGHT[1] - TWILIGHT[0]);
		}
		return (second < TWILIGHT[2]) ? Lighting.DAY
				: (TWILIGHT[3] - second) * Lighting.DAY / (TWILIGHT[3] - TWILIGHT[2]);
	}

	/** Returns the viewport of a picture of that size at this moment. */
	Viewport viewport(View view, Area picture) {
		PtzPosition position = view.position();
		double aspect = (double) view.video().resolution().width() / view.video().resolution().height();
		return Viewport.around(position.panDegrees() + this.shakePan, position.tiltDegrees() + this.shakeTilt,
				Viewport.MAX_FIELD_DEGREES / Math.max(1, position.zoom()), aspect, picture);
	}

	/** Returns the effect of lens and settings on a picture of that height. */
	ImageAdjustments adjustments(View view, int height) {
		double off = Math.abs(view.position().focus() - SHARP);
		int blur = (int) Math.rint(off * height / 20);
		double iris = Math.max(0, view.position().iris() * 2);
		int exposure = (int) Math.rint(Math.min(64, iris * iris * this.gain) * ImageAdjustments.NORMAL_EXPOSURE);
		return new ImageAdjustments(blur, exposure, view.image());
	}

}
