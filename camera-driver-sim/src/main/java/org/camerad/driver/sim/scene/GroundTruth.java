package org.camerad.driver.sim.scene;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.sim.scene.raster.Box;
import org.camerad.driver.sim.scene.raster.Viewport;

/**
 * The motion that a motion detector should find, computed from the scene instead of from
 * pictures. Noise, light, rain, shakes and movements of the head do not count.
 * Thread-safe.
 */
public final class GroundTruth {

	/** Fine enough for a box to lie between two cells of the finest grid. */
	private static final int SUBCELLS = 32;

	private final Scene scene;

	private final Timeline timeline;

	public GroundTruth(Scene scene, Timeline timeline) {
		this.scene = scene;
		this.timeline = timeline;
	}

	/**
	 * Returns the selected cells in which an actor has moved between two views: the cells
	 * that its bounds touch in either of them, unless it did not move in the scene.
	 */
	public BitSet activeCells(BlockGrid grid, View before, View now) {
		Map<Actor, Actor.Pose> previous = poses(before);
		Map<Actor, Actor.Pose> current = poses(now);
		BitSet active = new BitSet(grid.columns() * grid.rows());
		for (Actor actor : this.scene.actors()) {
			Actor.Pose was = previous.get(actor);
			Actor.Pose is = current.get(actor);
			if (was != null && !was.equals(is)) {
				mark(active, grid, was.box(), before);
			}
			if (is != null && !is.equals(was)) {
				mark(active, grid, is.box(), now);
			}
		}
		active.and(grid.selected());
		return active;
	}

	private Map<Actor, Actor.Pose> poses(View view) {
		Map<Actor, Actor.Pose> poses = new HashMap<>();
		SceneState.of(this.scene, this.timeline, view).poses().forEach((pose) -> poses.put(pose.actor(), pose));
		return poses;
	}

	private void mark(BitSet active, BlockGrid grid, Box box, View view) {
		Area fine = new Area(0, 0, grid.columns() * SUBCELLS, grid.rows() * SUBCELLS);
		Viewport viewport = SceneState.of(this.scene, this.timeline, view).viewport(view, fine);
		Area visible = box.in(viewport);
		if (visible.isEmpty()) {
			return;
		}
		for (int row = visible.y() / SUBCELLS; row <= (visible.bottom() - 1) / SUBCELLS; row++) {
			active.set(row * grid.columns() + visible.x() / SUBCELLS,
					row * grid.columns() + (visible.right() - 1) / SUBCELLS + 1);
		}
	}

}
