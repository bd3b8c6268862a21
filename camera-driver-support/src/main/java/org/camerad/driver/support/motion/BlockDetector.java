package org.camerad.driver.support.motion;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Finds motion in a sequence of grey pictures, block by block (contract 3.16). It is fed
 * luma and nothing else, two to twenty-five pictures a second; five are plenty. The same
 * pictures at the same times give the same events.
 * <p>
 * A pixel counts when it differs from a learnt background by more than the sensitivity
 * asks for and by more than its own noise; noise, changes of the light, rain, and a
 * camera that shakes, pans or zooms are told from objects. What has stopped moving is no
 * longer motion after two seconds. It takes two pictures to begin, for an object of less
 * than a hundredth of the picture four; the first second and a half after a start or a
 * change of the whole picture only teaches the background.
 * <p>
 * Threads: {@link #look} is called by one thread at a time; {@link #apply} and
 * {@link #relearn} come from any thread and count from the next picture. Working memory
 * is allocated when the first picture comes and again only when the size of the pictures
 * or the grid changes.
 */
public final class BlockDetector {

	/** A span between pictures that a clock set in between does not disturb. */
	private static final float USUAL_SECONDS = 0.2f;

	private static final float LONGEST_SECONDS = 1;

	private final MotionHold presence = new MotionHold();

	private volatile Motion settings;

	private volatile boolean relearning;

	private @Nullable SceneAnalyzer scene;

	private @Nullable Instant former;

	/** A detector with these settings. */
	public BlockDetector(Motion settings) {
		this.settings = settings;
	}

	/** Replaces the settings from the next picture on. */
	public void apply(Motion settings) {
		this.settings = settings;
	}

	/**
	 * Learns the background anew from the next picture on: for a driver that knows that
	 * the camera looks elsewhere now, or at night mode's other picture.
	 */
	public void relearn() {
		this.relearning = true;
	}

	/**
	 * Looks at the next picture.
	 * @return the beginning, the change or the end of a motion, if there is one. An end
	 * has no blocks and comes about one and a half seconds after the last active block
	 */
	public Optional<MotionEvent> look(LumaPicture picture) {
		Motion motion = this.settings;
		float seconds = since(picture.time());
		if (!motion.enabled()) {
			this.scene = null;
			return this.presence.end(picture.time());
		}
		boolean atNight = motion.nightEnabled() && picture.night();
		int sensitivity = atNight ? motion.nightSensitivity() : motion.sensitivity();
		int threshold = atNight ? motion.nightThreshold() : motion.threshold();
		BitSet active = sceneFor(picture, motion).look(picture, seconds, smallestChange(sensitivity), threshold);
		return this.presence.note(picture.time(), seconds, active);
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
		Instant last = this.former;
		this.former = time;
		if (last == null || !time.isAfter(last)) {
			return USUAL_SECONDS;
		}
		Duration span = Duration.between(last, time);
		return (span.getSeconds() > 0) ? LONGEST_SECONDS : span.getNano() / 1e9f;
	}

	/**
	 * The grey levels that a sensitivity asks for in a picture of usual contrast: 5 at
	 * 100, 8 at 80, 17 at 50, 60 at 1. A flat picture has smaller differences.
	 */
	static float smallestChange(int sensitivity) {
		return (float) (5 * Math.pow(12, (100 - sensitivity) / 99.0));
	}

}
