package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.camerad.driver.Image;
import org.camerad.driver.picture.Area;
import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Darkroom;
import org.camerad.driver.sim.scene.raster.Grain;
import org.camerad.driver.sim.scene.raster.Light;
import org.camerad.driver.sim.scene.raster.Look;
import org.camerad.driver.sim.scene.raster.Painter;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.raster.Window;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures of one size. What does not change from one picture to the next is kept:
 * a camera that stands still paints and develops only where an actor is, and copies the
 * rest. One thread at a time.
 */
final class Studio {

	private final Planes raw;

	private final Planes frame;

	/** Absent as long as the look leaves pictures as they are. */
	private @Nullable Bench bench;

	private final Grain grain;

	private final int noise;

	private @Nullable Shot shot;

	private Darkroom darkroom = new Darkroom(new Look(0, Look.USUAL, Image.NEUTRAL));

	private boolean current;

	Studio(Scene scene, Planes frame) {
		this.frame = frame;
		this.raw = frame.blank();
		this.grain = new Grain(scene.seed());
		this.noise = scene.noise();
	}

	/** What decides the backdrop. */
	private record Shot(Window window, Light light, long version) {
	}

	/** Where pictures are developed: what is about to be, and the backdrop that is. */
	private record Bench(Planes work, Planes developed) {
	}

	Planes frame() {
		return this.frame;
	}

	/** Takes a picture, which is good until the next one. */
	Planes take(Backdrop backdrop, Moment moment, Window window, Look look) throws IOException {
		set(backdrop, new Shot(window, moment.light(), backdrop.version(moment.millis())));
		this.frame.copy(developed(look), this.frame.area());
		act(moment, window, look);
		Rain.fall(this.frame, moment);
		int night = this.noise * (Light.DAY - moment.light().level()) / Light.DAY;
		this.grain.add(this.frame, moment.millis(), this.noise + night);
		return this.frame;
	}

	private void set(Backdrop backdrop, Shot next) throws IOException {
		if (!next.equals(this.shot)) {
			this.shot = null;
			backdrop.paint(this.raw, next.window, next.light, next.version);
			this.shot = next;
			this.current = false;
		}
	}

	private Planes developed(Look look) {
		if (look.isPlain()) {
			this.current = false;
			return this.raw;
		}
		if (!look.equals(this.darkroom.look())) {
			this.darkroom = new Darkroom(look);
			this.current = false;
		}
		Planes developed = bench().developed;
		if (!this.current) {
			this.darkroom.develop(this.raw, developed, this.raw.area());
			this.current = true;
		}
		return developed;
	}

	private Bench bench() {
		Bench present = this.bench;
		if (present == null) {
			present = new Bench(this.raw.blank(), this.raw.blank());
			this.bench = present;
		}
		return present;
	}

	private void act(Moment moment, Window window, Look look) {
		List<Area> areas = new ArrayList<>();
		List<Shape> shapes = new ArrayList<>();
		for (Actor.Pose pose : moment.poses()) {
			Area area = pose.box().in(window);
			if (!area.isEmpty()) {
				areas.add(area.grown(look.reach(), this.raw.area()).even().within(this.raw.area()));
				shapes.addAll(pose.shapes());
			}
		}
		Planes stage = look.isPlain() ? this.frame : bench().work;
		if (!look.isPlain()) {
			areas.forEach(
					(area) -> stage.copy(this.raw, area.grown(look.reach(), stage.area()).even().within(stage.area())));
		}
		Painter painter = new Painter(stage, window, moment.light());
		shapes.forEach(painter::draw);
		if (!look.isPlain()) {
			areas.forEach((area) -> this.darkroom.develop(stage, this.frame, area));
		}
	}

}
