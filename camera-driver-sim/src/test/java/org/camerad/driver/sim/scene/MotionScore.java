package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.support.motion.BlockDetector;
import org.camerad.driver.support.motion.LumaPicture;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.sim.scene.raster.Viewport;

/**
 * The score of the block detector on a scene with known ground truth. The detector sees
 * only small grey pictures; the ground truth judges it.
 *
 * @param objects passes of actors that took up at least two hundredths of the picture
 * @param found passes that were detected at the right place and time
 * @param sightings pictures times the moving objects in them
 * @param sighted sightings that were detected at the right place
 * @param alarms detections where nothing moved
 * @param minutes simulated minutes
 */
record MotionScore(int objects, int found, int sightings, int sighted, int alarms, double minutes) {

	/** The contract's example settings. */
	static final Motion EXAMPLE = TestSettings.motion(true, 80, 20, false, 80, 20, BlockGrid.all(22, 18));

	static final int PICTURES_PER_SECOND = 5;

	/** Smaller objects may be missed. */
	private static final double MIN_SHARE = 0.02;

	/**
	 * This picture and two seconds before: the ghost of an object is no false alarm.
	 */
	private static final int GHOST_PICTURES = 2 * PICTURES_PER_SECOND + 1;

	/** Alarms within this number of pictures count as one. */
	private static final int ALARM_SPAN_PICTURES = 2 * PICTURES_PER_SECOND;

	double recall() {
		return (this.objects == 0) ? 1 : (double) this.found / this.objects;
	}

	double pictureRecall() {
		return (this.sightings == 0) ? 1 : (double) this.sighted / this.sightings;
	}

	double alarmsInTenMinutes() {
		return 10 * this.alarms / this.minutes;
	}

	MotionScore plus(MotionScore other) {
		return new MotionScore(this.objects + other.objects, this.found + other.found, this.sightings + other.sightings,
				this.sighted + other.sighted, this.alarms + other.alarms, this.minutes + other.minutes);
	}

	/** The grey pictures for the detector. */
	@FunctionalInterface
	interface Pictures {

		/**
		 * Returns a picture for the detector.
		 * @param view view of the camera, or of the camera that recorded
		 * @param now current time, later than the time of the view while a recording
		 * repeats a picture
		 */
		LumaPicture at(View view, Instant now) throws IOException;

	}

	/** Runs the detector and returns its score. */
	static MotionScore of(MotionCase which, Pictures pictures, double minutes) throws IOException {
		Judge referee = new Judge(which.scene());
		for (int number = 0; number < minutes * 60 * PICTURES_PER_SECOND; number++) {
			double seconds = (double) number / PICTURES_PER_SECOND;
			referee.judge(which.view(seconds), pictures.at(which.view(seconds), which.time(seconds)));
		}
		return referee.score(minutes);
	}

	/** Compares detections with the ground truth. */
	private static final class Judge {

		private static final BlockGrid GRID = EXAMPLE.blocks();

		private final Scene scene;

		private final Timeline timeline = new Timeline();

		private final BlockDetector detector = new BlockDetector(EXAMPLE);

		private final Set<Actor> present = new HashSet<>();

		private final Set<Actor> unseen = new HashSet<>();

		private final Deque<BitSet> recentMotion = new ArrayDeque<>();

		private BitSet active = new BitSet();

		private View former;

		private int objects;

		private int missed;

		private int sightings;

		private int sighted;

		private int alarms;

		private int quiet = ALARM_SPAN_PICTURES;

		Judge(Scene scene) {
			this.scene = scene;
		}

		void judge(View view, LumaPicture picture) {
			if (this.former != null && !view.image().equals(this.former.image())) {
				// Drivers do so when a client changes the image settings.
				this.detector.relearn();
			}
			Optional<MotionEvent> event = this.detector.look(picture);
			event.ifPresent((told) -> this.active = told.blocks());
			if (!view.equals(this.former)) {
				judgeObjects(view);
			}
			judgeAlarms(view, event);
			this.former = view;
		}

		private void judgeObjects(View view) {
			Set<Actor> seenNow = new HashSet<>();
			for (Actor actor : this.scene.actors()) {
				if (this.former == null || share(actor, view) < MIN_SHARE) {
					continue;
				}
				BitSet cells = only(actor).activeCells(GRID, this.former, view);
				if (cells.isEmpty()) {
					continue;
				}
				seenNow.add(actor);
				if (this.present.add(actor)) {
					this.objects++;
					this.missed++;
					this.unseen.add(actor);
				}
				this.sightings++;
				if (cells.intersects(this.active)) {
					this.sighted++;
					this.missed -= this.unseen.remove(actor) ? 1 : 0;
				}
			}
			this.present.retainAll(seenNow);
			if (Boolean.getBoolean("show")) {
				this.unseen.stream()
					.filter((actor) -> !seenNow.contains(actor))
					.forEach((actor) -> System.out.println("  missed until " + view.time() + ": " + actor.name()));
			}
			this.unseen.retainAll(seenNow);
		}

		private double share(Actor actor, View view) {
			SceneState state = SceneState.of(this.scene, this.timeline, view);
			Area fine = new Area(0, 0, 1000, 1000);
			Viewport window = state.viewport(view, fine);
			return state.poses()
				.stream()
				.filter((pose) -> pose.actor().equals(actor))
				.map((pose) -> pose.box().in(window))
				.mapToDouble((area) -> area.isEmpty() ? 0 : area.width() * area.height() / 1e6)
				.sum();
		}

		private GroundTruth only(Actor actor) {
			Scene alone = new Scene(this.scene.name(), this.scene.seed(), this.scene.lengthSeconds(),
					this.scene.daylight(), 0, false, List.of(actor), this.scene.events(), this.scene.faults(),
					this.scene.pictures());
			return new GroundTruth(alone, this.timeline);
		}

		private void judgeAlarms(View view, Optional<MotionEvent> event) {
			BitSet cells = (this.former == null) ? new BitSet()
					: new GroundTruth(this.scene, this.timeline).activeCells(GRID, this.former, view);
			this.recentMotion.addLast(widened(cells));
			if (this.recentMotion.size() > GHOST_PICTURES) {
				this.recentMotion.removeFirst();
			}
			BitSet wrong = (BitSet) this.active.clone();
			this.recentMotion.forEach(wrong::andNot);
			this.quiet++;
			if (event.isPresent() && !wrong.isEmpty()) {
				boolean fresh = this.quiet > ALARM_SPAN_PICTURES;
				this.alarms += fresh ? 1 : 0;
				if (fresh && Boolean.getBoolean("show")) {
					System.out.println("  alarm at " + view.time() + " " + view.position() + ": " + wrong.cardinality()
							+ " blocks from " + wrong.nextSetBit(0));
				}
				this.quiet = 0;
			}
		}

		/** Returns the cells and their neighbours, for shadows and blurred edges. */
		private static BitSet widened(BitSet cells) {
			BitSet wide = new BitSet();
			cells.stream().forEach((cell) -> {
				int column = cell % GRID.columns();
				int row = cell / GRID.columns();
				for (int y = Math.max(0, row - 1); y <= Math.min(GRID.rows() - 1, row + 1); y++) {
					wide.set(y * GRID.columns() + Math.max(0, column - 1),
							y * GRID.columns() + Math.min(GRID.columns() - 1, column + 1) + 1);
				}
			});
			return wide;
		}

		MotionScore score(double minutes) {
			return new MotionScore(this.objects, this.objects - this.missed, this.sightings, this.sighted, this.alarms,
					minutes);
		}

	}

}
