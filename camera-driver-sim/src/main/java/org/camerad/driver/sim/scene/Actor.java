package org.camerad.driver.sim.scene;

import java.util.List;
import java.util.Optional;

import org.camerad.driver.sim.scene.raster.Box;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.world.ActorShapes;

/**
 * An actor that moves through the scene once per loop.
 *
 * @param name its name in tests
 * @param kind its shape
 * @param rgb its colour, 0xRRGGBB
 * @param height degrees
 * @param path positions of its feet in the order of time, at least two points; it is
 * absent before the first and after the last
 */
public record Actor(String name, Kind kind, int rgb, double height, List<Waypoint> path) {

	public Actor {
		if (path.size() < 2) {
			throw new IllegalArgumentException("a path needs at least two points: " + name);
		}
		for (int i = 1; i < path.size(); i++) {
			if (path.get(i).at() <= path.get(i - 1).at()) {
				throw new IllegalArgumentException("the times of a path must ascend: " + name);
			}
		}
		path = List.copyOf(path);
	}

	/** The shape of an actor. */
	public enum Kind {

		/** A walking person. */
		PERSON(0.46),
		/** A car from the side. */
		CAR(2.6),
		/** A ball that bounces to two and a half times its height. */
		BALL(1),
		/** A plain crate that slides. */
		CRATE(1);

		private final double width;

		Kind(double width) {
			this.width = width;
		}

	}

	/**
	 * A point of a path.
	 *
	 * @param at seconds since the loop began
	 * @param pan azimuth, degrees
	 * @param tilt elevation, degrees
	 */
	public record Waypoint(double at, double pan, double tilt) {
	}

	/**
	 * Returns the pose at the given seconds of the loop, empty while the actor is absent.
	 */
	Optional<Pose> at(double seconds) {
		for (int i = 1; i < this.path.size(); i++) {
			Waypoint from = this.path.get(i - 1);
			Waypoint to = this.path.get(i);
			if (seconds >= from.at && seconds < to.at) {
				return Optional.of(between(from, to, seconds));
			}
		}
		return Optional.empty();
	}

	private Pose between(Waypoint from, Waypoint to, double seconds) {
		double share = (seconds - from.at) / (to.at - from.at);
		double pan = from.pan + (to.pan - from.pan) * share;
		double tilt = from.tilt + (to.tilt - from.tilt) * share;
		double walked = Math.abs(to.pan - from.pan) * share;
		if (this.kind == Kind.BALL) {
			tilt += 1.5 * this.height * Math.abs(StrictMath.sin(Math.PI * seconds / 0.8));
		}
		boolean still = from.pan == to.pan;
		double pace = (this.kind == Kind.PERSON) ? 0.36 : 1.3;
		double stride = still ? 0 : walked / (this.height * pace);
		return new Pose(this, new ActorShapes.Stance(pan, tilt, this.height, (to.pan < from.pan) ? -1 : 1, stride));
	}

	/**
	 * An actor at one moment.
	 *
	 * @param actor the actor
	 * @param stance its position and posture
	 */
	record Pose(Actor actor, ActorShapes.Stance stance) {

		/** Returns the bounds of the actor. Nothing is drawn outside of them. */
		Box box() {
			double half = this.stance.height() * this.actor.kind.width / 2;
			return new Box(this.stance.azimuth() - half, this.stance.elevation(), this.stance.azimuth() + half,
					this.stance.elevation() + this.stance.height());
		}

		/** Returns the bounds of what is drawn. */
		Box tightBox() {
			return shapes().stream().map(Shape::box).reduce(Box::and).orElseGet(this::box);
		}

		List<Shape> shapes() {
			return switch (this.actor.kind) {
				case PERSON -> ActorShapes.person(this.stance, this.actor.rgb);
				case CAR -> ActorShapes.car(this.stance, this.actor.rgb);
				case BALL -> ActorShapes.ball(this.stance, this.actor.rgb);
				case CRATE -> ActorShapes.crate(this.stance, this.actor.rgb);
			};
		}

	}

}
