package org.camerad.driver.support.motion;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.jspecify.annotations.Nullable;

/**
 * A motion detector for grey pictures that works block by block (contract 3.16). It uses
 * luma only and needs 2 to 25 pictures a second; 5 are sufficient. Equal pictures at
 * equal times give equal events.
 * <p>
 * A pixel counts if it differs from a learned background by more than the sensitivity
 * requires and by more than its own noise. Noise, changes of lighting, rain, and a camera
 * that shakes, pans or zooms are distinguished from objects. An object that has stopped
 * is no longer motion after two seconds. A motion begins after two pictures, or four for
 * an object smaller than one hundredth of the picture. In the first 1.5 s after a start
 * or a change of the whole picture the detector only learns.
 * <p>
 * Threading: one thread at a time calls {@link #look}; {@link #apply} and
 * {@link #relearn} may come from any thread and take effect with the next picture. Memory
 * is allocated with the first picture and after a change of the size of the pictures or
 * of the grid.
 */
public final class BlockDetector {

	/** The assumed time between pictures after the clock was set. */
	private static final float USUAL_SECONDS = 0.2f;

	private static final float MAX_SECONDS = 1;

	private final MotionHold hold = new MotionHold();

	private volatile Motion settings;

	private volatile boolean relearning;

	private @Nullable SceneAnalyzer scene;

	private @Nullable Instant lastTime;

	/**
	 * Creates a detector.
	 * @param settings the initial settings
	 */
	public BlockDetector(Motion settings) {
		this.settings = settings;
	}

	/** Replaces the settings from the next picture on. */
	public void apply(Motion settings) {
		this.settings = settings;
	}

	/**
	 * Discards the background; the detector learns it from the next picture on. For a
	 * driver that has turned the camera or switched between day and night.
	 */
	public void relearn() {
		this.relearning = true;
	}

	/**
	 * Analyzes the next picture.
	 * @param picture the picture; its time should increase
	 * @return the beginning, change or end of a motion; empty if nothing has changed. An
	 * end has no blocks and comes about 1.5 s after the last active block
	 */
	public Optional<MotionEvent> look(LumaPicture picture) {
		Motion motion = this.settings;
		float seconds = since(picture.time());
		if (!motion.enabled()) {
			this.scene = null;
			return this.hold.end(picture.time());
		}
		boolean atNight = motion.nightEnabled() && picture.night();
		int sensitivity = atNight ? motion.nightSensitivity() : motion.sensitivity();
		int threshold = atNight ? motion.nightThreshold() : motion.threshold();
		BitSet active = sceneFor(picture, motion).look(picture, seconds, smallestChange(sensitivity), threshold);
		return this.hold.note(picture.time(), seconds, active);
	}

	private SceneAnalyzer sceneFor(LumaPicture picture, Motion motion) {
		SceneAnalyzer current = this.scene;
		if (current == null || this.relearning || !current.fits(picture)) {
			this.relearning = false;
			current = new SceneAnalyzer(picture, motion.blocks());
			this.scene = current;
		}
		current.use(motion.blocks());
		return current;
	}

	private float since(Instant time) {
		Instant last = this.lastTime;
		this.lastTime = time;
		if (last == null || !time.isAfter(last)) {
			return USUAL_SECONDS;
		}
		Duration span = Duration.between(last, time);
		return (span.getSeconds() > 0) ? MAX_SECONDS : span.getNano() / 1e9f;
	}

	/**
	 * Returns the change in grey levels that a sensitivity requires in a picture of
	 * normal contrast: 5 at 100, 8 at 80, 17 at 50, 60 at 1. A flat picture has smaller
	 * differences.
	 */
	static float smallestChange(int sensitivity) {
		return (float) (5 * Math.pow(12, (100 - sensitivity) / 99.0));
	}

}
