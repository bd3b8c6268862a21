package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.camerad.driver.Image;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.ImagePipeline;
import org.camerad.driver.sim.scene.raster.SensorNoise;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.camerad.driver.sim.scene.raster.ImageAdjustments;
import org.camerad.driver.sim.scene.raster.Painter;
import org.camerad.driver.sim.scene.raster.ViewportScroll;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.raster.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures of one size. What does not change from one picture to the next is kept:
 * a camera that stands still paints and develops only where an actor is, and copies the
 * rest; one that turns moves what it has, and paints and develops what has come into
 * view. One thread at a time.
 */
final class FrameRenderer {

	private final YuvPicture raw;

	private final YuvPicture frame;

	private final SensorNoise grain;

	private final int noise;

	/** What the raw picture is of; absent while it is of nothing. */
	private @Nullable Shot shot;

	/** Absent as long as the look leaves pictures as they are. */
	private @Nullable Bench bench;

	private ImagePipeline darkroom = new ImagePipeline(new ImageAdjustments(0, ImageAdjustments.USUAL, Image.NEUTRAL));

	/** What the developed picture is of; absent while it is of nothing. */
	private @Nullable Shot developed;

	FrameRenderer(Scene scene, YuvPicture frame) {
		this.frame = frame;
		this.raw = frame.blank();
		this.grain = new SensorNoise(scene.seed());
		this.noise = scene.noise();
	}

	/**
	 * What decides the backdrop.
	 *
	 * @param window what is seen of it
	 * @param light how light it is
	 * @param version which picture of footage it is
	 */
	record Shot(Viewport window, Lighting light, long version) {

		/** Brings a picture of another shot here; what it lacks then is told. */
		List<Area> bring(YuvPicture picture, @Nullable Shot former, int reach) {
			if (former == null || !this.light.equals(former.light) || this.version != former.version) {
				return List.of(picture.area());
			}
			ViewportScroll scroll = new ViewportScroll(former.window, this.window);
			if (!scroll.isPossible()) {
				return List.of(picture.area());
			}
			scroll.move(picture);
			return scroll.stale(reach);
		}

	}

	/** Where pictures are developed: what is about to be, and the backdrop that is. */
	private record Bench(YuvPicture work, YuvPicture developed) {
	}

	YuvPicture frame() {
		return this.frame;
	}

	/** Takes a picture, which is good until the next one. */
	YuvPicture take(Backdrop backdrop, SceneState moment, Viewport window, ImageAdjustments look) throws IOException {
		Shot present = new Shot(window, moment.light(), backdrop.version(moment.millis()));
		paint(backdrop, present);
		this.frame.copy(look.isPlain() ? this.raw : develop(present, look), this.frame.area());
		act(moment, window, look);
		Rain.fall(this.frame, moment);
		int night = this.noise * (Lighting.DAY - moment.light().level()) / Lighting.DAY;
		this.grain.add(this.frame, moment.millis(), this.noise + night);
		return this.frame;
	}

	private void paint(Backdrop backdrop, Shot next) throws IOException {
		Shot former = this.shot;
		if (!next.equals(former)) {
			this.shot = null;
			for (Area part : next.bring(this.raw, former, 0)) {
				backdrop.paint(this.raw, next, part);
			}
			this.shot = next;
		}
	}

	private YuvPicture develop(Shot next, ImageAdjustments look) {
		YuvPicture target = bench().developed;
		if (!look.equals(this.darkroom.look())) {
			this.darkroom = new ImagePipeline(look);
			this.developed = null;
		}
		if (!next.equals(this.developed)) {
			for (Area part : next.bring(target, this.developed, look.reach())) {
				this.darkroom.develop(this.raw, target, part);
			}
			this.developed = next;
		}
		return target;
	}

	private Bench bench() {
		Bench present = this.bench;
		if (present == null) {
			present = new Bench(this.raw.blank(), this.raw.blank());
			this.bench = present;
		}
		return present;
	}

	private void act(SceneState moment, Viewport window, ImageAdjustments look) {
		List<Area> areas = new ArrayList<>();
		List<Shape> shapes = new ArrayList<>();
		for (Actor.Pose pose : moment.poses()) {
			Area area = pose.box().in(window);
			if (!area.isEmpty()) {
				areas.add(area.grown(look.reach(), this.raw.area()).even().within(this.raw.area()));
				shapes.addAll(pose.shapes());
			}
		}
		YuvPicture stage = look.isPlain() ? this.frame : bench().work;
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
