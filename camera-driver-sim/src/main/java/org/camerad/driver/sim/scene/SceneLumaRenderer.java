package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.support.motion.LumaPicture;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.jspecify.annotations.Nullable;

/**
 * The brightness of a scene as the sensor gives it, without texts and strip: small grey
 * pictures for the motion detector. They are rendered by themselves, so that nothing else
 * has to be. Memory is taken when the first picture is wanted. One thread at a time.
 */
public final class SceneLumaRenderer implements Closeable {

	private final Backdrop backdrop;

	private final Timeline timeline;

	private final int width;

	private final int height;

	/** There while the backdrop is open. */
	private @Nullable FrameRenderer frameRenderer;

	/**
	 * Grey pictures of a scene.
	 * @param backdrop of the scene that is seen
	 * @param timeline which moment of it
	 * @param width of the pictures, in pixels; they show the whole view whatever its
	 * aspect
	 * @param height of the pictures, in pixels
	 */
	public SceneLumaRenderer(Backdrop backdrop, Timeline timeline, int width, int height) {
		this.backdrop = backdrop;
		this.timeline = timeline;
		this.width = width;
		this.height = height;
	}

	/**
	 * What a view looks like; its samples are good until the next call.
	 * @throws IOException when the scene's pictures cannot be read
	 */
	public LumaPicture picture(View view) throws IOException {
		FrameRenderer frameRenderer = frameRenderer();
		SceneState state = SceneState.of(this.backdrop.scene(), this.timeline, view);
		Area picture = frameRenderer.frame().area();
		YuvPicture taken = frameRenderer.render(this.backdrop, state, state.viewport(view, picture),
				state.adjustments(view, this.height));
		boolean night = state.light().level() < Lighting.DAY / 2;
		return new LumaPicture(this.width, this.height, taken.luma(), night, view.time());
	}

	private FrameRenderer frameRenderer() throws IOException {
		FrameRenderer present = this.frameRenderer;
		if (present == null) {
			present = new FrameRenderer(this.backdrop.scene(), YuvPicture.gray(this.width, this.height));
			this.backdrop.open();
			this.frameRenderer = present;
		}
		return present;
	}

	@Override
	public void close() throws IOException {
		if (this.frameRenderer != null) {
			this.frameRenderer = null;
			this.backdrop.close();
		}
	}

}
