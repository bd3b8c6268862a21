package org.camerad.driver.sim.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.Resolution;
import org.camerad.driver.simulation.SceneObject;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.sim.scene.raster.Box;
import org.camerad.driver.sim.scene.raster.ClippedOutline;
import org.camerad.driver.sim.scene.raster.Silhouette;
import org.camerad.driver.sim.scene.raster.Viewport;

/**
 * The objects that a picture shows, computed from the scene instead of from pixels.
 * Thread-safe.
 */
public final class ObjectTruth {

	/** Keeps identifiers of objects within 32 bits. */
	private static final int LOOPS = 1_000_000;

	private final Scene scene;

	public ObjectTruth(Scene scene) {
		this.scene = scene;
	}

	/**
	 * Returns the objects of which a picture shows at least a part, in the order of the
	 * scene; a later one hides an earlier one. Empty for footage, whose objects are not
	 * known.
	 * @param moment milliseconds on the scene's timeline
	 */
	public Optional<List<SceneObject>> of(View view, long moment) {
		return this.scene.pictures().isPresent() ? Optional.empty() : Optional.of(visible(view, moment));
	}

	private List<SceneObject> visible(View view, long moment) {
		Resolution size = view.video().resolution();
		Area picture = new Area(0, 0, size.width(), size.height());
		Area shown = new Area(0, 0, size.width(),
				Math.max(0, size.height() - (this.scene.strip() ? GroundTruthStrip.rows(size.height()) : 0)));
		SceneState state = SceneState.of(this.scene, moment, view);
		Viewport viewport = state.viewport(view, picture).aligned();
		List<SceneObject> objects = new ArrayList<>();
		for (int i = 0; i < state.poses().size(); i++) {
			Actor.Pose pose = state.poses().get(i);
			Optional<Area> part = ClippedOutline.of(pose.shapes(), viewport, shown);
			List<Actor.Pose> infront = state.poses().subList(i + 1, state.poses().size());
			double visible = part.isEmpty() ? 0 : share(pose, infront, viewport, shown);
			if (visible > 0) {
				objects.add(object(pose.actor(), moment, part.orElseThrow(), visible));
			}
		}
		return List.copyOf(objects);
	}

	private static double share(Actor.Pose pose, List<Actor.Pose> infront, Viewport viewport, Area shown) {
		Box box = pose.tightBox();
		Area pixels = box.pixels(viewport);
		List<Actor.Pose> hiding = infront.stream()
			.filter((other) -> other.box().pixels(viewport).overlaps(pixels))
			.toList();
		boolean cut = !pixels.within(shown).equals(pixels);
		if (hiding.isEmpty() && !cut) {
			return 1;
		}
		Silhouette silhouette = new Silhouette(box, pose.shapes());
		hiding.forEach((other) -> silhouette.hideBehind(other.shapes()));
		if (cut) {
			silhouette.cut(viewport, shown);
		}
		return silhouette.share();
	}

	/** An actor that comes back in a later loop is another object. */
	private SceneObject object(Actor actor, long moment, Area part, double visible) {
		long loop = (long) Math.floor(moment / (this.scene.lengthSeconds() * 1000));
		long id = 1 + Math.floorMod(loop, LOOPS) * (long) this.scene.actors().size()
				+ this.scene.actors().indexOf(actor);
		return new SceneObject(id, actor.name(), actor.kind().name().toLowerCase(Locale.ROOT), part.x(), part.y(),
				part.right(), part.bottom(), visible);
	}

}
