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
 * Renders frames of one size and keeps everything that does not change between them. A
 * camera at rest repaints only the areas of the actors. A camera that pans shifts the
 * previous picture and paints only what has come into view. Not thread-safe.
 */
final class FrameRenderer {

	private final YuvPicture raw;

	/** Null before the first frame, and after a release. */
	private @Nullable YuvPicture frame;

	private final SensorNoise sensorNoise;

	private final int noise;

	/** State of the raw picture, null while it is invalid. */
	private @Nullable BackdropState rawState;

	/** Null as long as the adjustments change nothing. */
	private @Nullable WorkBuffers buffers;

	private ImagePipeline pipeline = new ImagePipeline(
			new ImageAdjustments(0, ImageAdjustments.NORMAL_EXPOSURE, Image.NEUTRAL));

	/** State of the processed picture, null while it is invalid. */
	private @Nullable BackdropState processed;

	/**
	 * Creates a renderer.
	 * @param raw a picture of the size of the frames, for the backdrop
	 */
	FrameRenderer(Scene scene, YuvPicture raw) {
		this.raw = raw;
		this.sensorNoise = new SensorNoise(scene.seed());
		this.noise = scene.noise();
	}

	/**
	 * Everything that determines the backdrop.
	 *
	 * @param viewport the visible part
	 * @param light the lighting
	 * @param version the picture of the footage
	 */
	record BackdropState(Viewport viewport, Lighting light, long version) {

		/**
		 * Shifts a picture of another state to this one and returns the areas that are
		 * missing then.
		 */
		List<Area> scrollTo(YuvPicture picture, @Nullable BackdropState previous, int reach) {
			if (previous == null || !this.light.equals(previous.light) || this.version != previous.version) {
				return List.of(picture.area());
			}
			ViewportScroll scroll = new ViewportScroll(previous.viewport, this.viewport);
			if (!scroll.isPossible()) {
				return List.of(picture.area());
			}
			scroll.move(picture);
			return scroll.stale(reach);
		}

	}

	/** Buffers of the image pipeline: its input, and the processed backdrop. */
	private record WorkBuffers(YuvPicture work, YuvPicture processed) {
	}

	/** Returns the area of the frames. */
	Area area() {
		return this.raw.area();
	}

	/** Gives the memory of the last frame back. */
	void release() {
		if (this.frame != null) {
			FramePool.giveBack(this.frame);
			this.frame = null;
		}
	}

	private YuvPicture frame() {
		YuvPicture current = this.frame;
		if (current == null) {
			current = FramePool.take(this.raw);
			this.frame = current;
		}
		return current;
	}

	/** Renders a frame, which is valid until the next one. */
	YuvPicture render(Backdrop backdrop, SceneState state, Viewport viewport, ImageAdjustments adjustments)
			throws IOException {
		BackdropState current = new BackdropState(viewport, state.light(), backdrop.version(state.millis()));
		paint(backdrop, current);
		YuvPicture frame = frame();
		frame.copy(adjustments.isIdentity() ? this.raw : process(current, adjustments), frame.area());
		drawActors(frame, state, viewport, adjustments);
		Rain.fall(frame, state);
		int night = this.noise * (Lighting.DAY - state.light().level()) / Lighting.DAY;
		this.sensorNoise.add(frame, state.millis(), this.noise + night);
		return frame;
	}

	private void paint(Backdrop backdrop, BackdropState next) throws IOException {
		BackdropState previous = this.rawState;
		if (!next.equals(previous)) {
			this.rawState = null;
			for (Area part : next.scrollTo(this.raw, previous, 0)) {
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
		WorkBuffers current = this.buffers;
		if (current == null) {
			current = new WorkBuffers(this.raw.blank(), this.raw.blank());
			this.buffers = current;
		}
		return current;
	}

	private void drawActors(YuvPicture frame, SceneState state, Viewport viewport, ImageAdjustments adjustments) {
		List<Area> areas = new ArrayList<>();
		List<Shape> shapes = new ArrayList<>();
		for (Actor.Pose pose : state.poses()) {
			Area area = pose.box().in(viewport);
			if (!area.isEmpty()) {
				areas.add(area.grown(adjustments.reach(), this.raw.area()).even().within(this.raw.area()));
				shapes.addAll(pose.shapes());
			}
		}
		YuvPicture stage = adjustments.isIdentity() ? frame : buffers().work;
		if (!adjustments.isIdentity()) {
			areas.forEach((area) -> stage.copy(this.raw,
					area.grown(adjustments.reach(), stage.area()).even().within(stage.area())));
		}
		Painter painter = new Painter(stage, viewport, state.light());
		shapes.forEach(painter::draw);
		if (!adjustments.isIdentity()) {
			areas.forEach((area) -> this.pipeline.process(stage, frame, area));
		}
	}

}
