package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.support.motion.LumaPicture;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.jspecify.annotations.Nullable;

/**
 * A renderer of small grey pictures of a scene, without texts and strip, for the motion
 * detector. It works independently of the streams. Memory is allocated with the first
 * picture. Not thread-safe.
 */
public final class SceneLumaRenderer implements Closeable {

	private final Backdrop backdrop;

	private final Timeline timeline;

	private final int width;

	private final int height;

	/** Present while the backdrop is open. */
	private @Nullable FrameRenderer frameRenderer;

	/**
	 * Creates a renderer of grey pictures.
	 * @param backdrop backdrop of the scene
	 * @param timeline the moment of the scene
	 * @param width pixels; the pictures show the whole view regardless of its aspect
	 * ratio
	 * @param height pixels
	 */
	public SceneLumaRenderer(Backdrop backdrop, Timeline timeline, int width, int height) {
		this.backdrop = backdrop;
		this.timeline = timeline;
		this.width = width;
		this.height = height;
	}

	/**
	 * Returns a picture of a view, whose samples are valid until the next call.
	 * @throws IOException if the scene's footage cannot be read
	 */
	public LumaPicture picture(View view) throws IOException {
		FrameRenderer frameRenderer = frameRenderer();
		SceneState state = SceneState.of(this.backdrop.scene(), this.timeline, view);
		Area picture = frameRenderer.area();
		YuvPicture taken = frameRenderer.render(this.backdrop, state, state.viewport(view, picture),
				state.adjustments(view, this.height));
		boolean night = state.light().level() < Lighting.DAY / 2;
		return new LumaPicture(this.width, this.height, taken.luma(), night, view.time());
	}

	private FrameRenderer frameRenderer() throws IOException {
		FrameRenderer current = this.frameRenderer;
		if (current == null) {
			current = new FrameRenderer(this.backdrop.scene(), YuvPicture.gray(this.width, this.height));
			this.backdrop.open();
			this.frameRenderer = current;
		}
		return current;
	}

	@Override
	public void close() throws IOException {
		if (this.frameRenderer != null) {
			this.frameRenderer = null;
			this.backdrop.close();
		}
	}

}
