package org.camerad.driver.support.motion;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;

/**
 * The results of the detector on a scene.
 *
 * @param boxes number of boxes that crossed the view
 * @param found number of boxes detected at their position
 * @param sightings number of pictures in which a box was visible
 * @param sighted number of those in which it was detected at its position
 * @param alarms number of detections where nothing moved
 * @param minutes length of the scene in simulated minutes
 */
record DetectionScore(int boxes, int found, int sightings, int sighted, int alarms, double minutes) {

	/** The example settings of the contract. */
	static final Motion EXAMPLE = TestSettings.motion(true, 80, 20, false, 80, 20, BlockGrid.all(22, 18));

	/** The maximum distance of a box's shadow and ghost in pixels. */
	private static final double MARGIN = 32;

	double recall() {
		return (this.boxes == 0) ? 1 : (double) this.found / this.boxes;
	}

	double pictureRecall() {
		return (this.sightings == 0) ? 1 : (double) this.sighted / this.sightings;
	}

	double alarmsInTenMinutes() {
		return 10 * this.alarms / this.minutes;
	}

	static DetectionScore of(TestScene scene, double seconds) {
		return new Referee(scene).judge(seconds);
	}

	/** A comparison of ground truth and detections. */
	private static final class Referee {

		private final TestScene scene;

		private final BlockDetector detector = new BlockDetector(EXAMPLE);

		private final Set<TestScene.Box> visible = new HashSet<>();

		private final Set<TestScene.Box> found = new HashSet<>();

		private BitSet active = new BitSet();

		private int sightings;

		private int sighted;

		private int alarms;

		private double lastAlarm = -10;

		Referee(TestScene scene) {
			this.scene = scene;
		}

		DetectionScore judge(double seconds) {
			for (int number = 0; number < seconds * TestScene.PICTURES_A_SECOND; number++) {
				double time = number / TestScene.PICTURES_A_SECOND;
				Optional<MotionEvent> event = this.detector.look(this.scene.picture(time));
				event.ifPresent((present) -> this.active = present.blocks());
				judgeBoxes(time);
				if (event.isPresent()) {
					judgeAlarms(time);
				}
			}
			return new DetectionScore(this.visible.size(), this.found.size(), this.sightings, this.sighted, this.alarms,
					seconds / 60);
		}

		private void judgeBoxes(double time) {
			for (TestScene.Box box : this.scene.boxes()) {
				if (this.scene.isVisible(box, time)) {
					boolean seen = this.active.stream().anyMatch((block) -> touches(block, box, time, 0));
					this.visible.add(box);
					this.sightings++;
					this.sighted += seen ? 1 : 0;
					if (seen) {
						this.found.add(box);
					}
				}
			}
		}

		private void judgeAlarms(double time) {
			boolean wrong = this.active.stream()
				.anyMatch((block) -> this.scene.boxes()
					.stream()
					.noneMatch((box) -> touches(block, box, time, MARGIN) || touches(block, box, time - 1.5, MARGIN)));
			if (wrong && time - this.lastAlarm > 2) {
				this.alarms++;
			}
			this.lastAlarm = wrong ? time : this.lastAlarm;
		}

		private boolean touches(int block, TestScene.Box box, double time, double margin) {
			if (time < box.from() - 0.3 || time > box.until() + 2) {
				return false;
			}
			double[] view = this.scene.view(box, time);
			double left = (double) (block % 22) * TestScene.WIDTH / 22;
			double top = (double) (block / 22) * TestScene.HEIGHT / 18;
			return left < view[2] + margin && left + TestScene.WIDTH / 22.0 > view[0] - margin && top < view[3] + margin
					&& top + TestScene.HEIGHT / 18.0 > view[1] - margin;
		}

	}

}
