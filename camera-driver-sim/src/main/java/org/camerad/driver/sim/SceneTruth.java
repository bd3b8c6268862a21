package org.camerad.driver.sim;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.sim.scene.GroundTruth;
import org.camerad.driver.sim.scene.ObjectTruth;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.sim.scene.View;
import org.camerad.driver.simulation.FrameTruth;
import org.camerad.driver.simulation.MotionTruth;

/**
 * The ground truth about the scene. Computed for each question. Thread-safe.
 *
 * @param views the present view
 * @param streams the streams in the camera's order
 */
record SceneTruth(Scene scene, SceneViews views, SimMotion motion, List<SimStream> streams) {

	/** The time span in which an actor must have moved to count as motion. */
	private static final Duration MOTION_SPAN = Duration.ofMillis(200);

	/** Returns the blocks in which something moved. */
	MotionTruth moved() {
		View now = this.views.now(this.streams.get(0).inEffect());
		BlockGrid grid = this.motion.inEffect().blocks();
		Optional<BitSet> active = this.scene.pictures().isPresent() ? Optional.empty() : Optional
			.of(new GroundTruth(this.scene, this.views.timeline()).activeCells(grid, now.earlier(MOTION_SPAN), now));
		return new MotionTruth(now.time(), grid, active);
	}

	/** Returns the objects in the newest frames of a stream. */
	List<FrameTruth> frames(int stream, int count) {
		return this.streams.get(stream).lastFrames(count).stream().map(this::objects).toList();
	}

	/** Returns the objects in a frame of a stream. */
	Optional<FrameTruth> frame(int stream, long number) {
		return this.streams.get(stream).findFrame(number).map(this::objects);
	}

	private FrameTruth objects(FrameHistory.Seen seen) {
		View view = seen.view();
		return new FrameTruth(view.number(), view.time().truncatedTo(ChronoUnit.MILLIS), seen.timeNanos(),
				view.video().resolution(), new ObjectTruth(this.scene).of(view, seen.moment()));
	}

}
