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

	private final SensorNoise sensorNoise;

	private final int noise;

	/** What the raw picture is of; absent while it is of nothing. */
	private @Nullable BackdropState rawState;

	/** Absent as long as the look leaves pictures as they are. */
	private @Nullable WorkBuffers buffers;

	private ImagePipeline pipeline = new ImagePipeline(
			new ImageAdjustments(0, ImageAdjustments.NORMAL_EXPOSURE, Image.NEUTRAL));

	/** What the developed picture is of; absent while it is of nothing. */
	private @Nullable BackdropState processed;

	FrameRenderer(Scene scene, YuvPicture frame) {
		this.frame = frame;
		this.raw = frame.blank();
		this.sensorNoise = new SensorNoise(scene.seed());
		this.noise = scene.noise();
	}

	/**
	 * What decides the backdrop.
	 *
	 * @param viewport what is seen of it
	 * @param light how light it is
	 * @param version which picture of footage it is
	 */
	record BackdropState(Viewport viewport, Lighting light, long version) {

		/** Brings a picture of another shot here; what it lacks then is told. */
		List<Area> scrollTo(YuvPicture picture, @Nullable BackdropState former, int reach) {
			if (former == null || !this.light.equals(former.light) || this.version != former.version) {
				return List.of(picture.area());
			}
			ViewportScroll scroll = new ViewportScroll(former.viewport, this.viewport);
			if (!scroll.isPossible()) {
				return List.of(picture.area());
			}
			scroll.move(picture);
			return scroll.stale(reach);
		}

	}

	/** Where pictures are developed: what is about to be, and the backdrop that is. */
	private record WorkBuffers(YuvPicture work, YuvPicture processed) {
	}

	YuvPicture frame() {
		return this.frame;
	}

	/** Takes a picture, which is good until the next one. */
	YuvPicture render(Backdrop backdrop, SceneState state, Viewport viewport, ImageAdjustments adjustments)
			throws IOException {
		BackdropState present = new BackdropState(viewport, state.light(), backdrop.version(state.millis()));
		paint(backdrop, present);
		this.frame.copy(adjustments.isIdentity() ? this.raw : process(present, adjustments), this.frame.area());
		drawActors(state, viewport, adjustments);
		Rain.fall(this.frame, state);
		int night = this.noise * (Lighting.DAY - state.light().level()) / Lighting.DAY;
		this.sensorNoise.add(this.frame, state.millis(), this.noise + night);
		return this.frame;
	}

	private void paint(Backdrop backdrop, BackdropState next) throws IOException {
		BackdropState former = this.rawState;
		if (!next.equals(former)) {
			this.rawState = null;
			for (Area part : next.scrollTo(this.raw, former, 0)) {
				backdrop.paint(this.raw, next, part);
			}
			this.rawState = next;
		}
	}

	private YuvPicture process(BackdropState next, ImageAdjustments adjustments) {
		YuvPicture target = buffers().processed;
		if (!adjustments.equals(this.pipeline.adjustments())) {
			this.pipeline = new ImagePipeline(adjustments);
			this.processed = null;
		}
		if (!next.equals(this.processed)) {
			for (Area part : next.scrollTo(target, this.processed, adjustments.reach())) {
				this.pipeline.process(this.raw, target, part);
			}
			this.processed = next;
		}
		return target;
	}

	private WorkBuffers buffers() {
		WorkBuffers present = this.buffers;
		if (present == null) {
			present = new WorkBuffers(this.raw.blank(), this.raw.blank());
			this.buffers = present;
		}
		return present;
	}

	private void drawActors(SceneState state, Viewport viewport, ImageAdjustments adjustments) {
		List<Area> areas = new ArrayList<>();
		List<Shape> shapes = new ArrayList<>();
		for (Actor.Pose pose : state.poses()) {
			Area area = pose.box().in(viewport);
			if (!area.isEmpty()) {
				areas.add(area.grown(adjustments.reach(), this.raw.area()).even().within(this.raw.area()));
				shapes.addAll(pose.shapes());
			}
		}
		YuvPicture stage = adjustments.isIdentity() ? this.frame : buffers().work;
		if (!adjustments.isIdentity()) {
			areas.forEach((area) -> stage.copy(this.raw,
					area.grown(adjustments.reach(), stage.area()).even().within(stage.area())));
		}
		Painter painter = new Painter(stage, viewport, state.light());
		shapes.forEach(painter::draw);
		if (!adjustments.isIdentity()) {
			areas.forEach((area) -> this.pipeline.process(stage, this.frame, area));
		}
	}

}
