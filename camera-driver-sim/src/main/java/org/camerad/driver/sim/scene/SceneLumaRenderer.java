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
	private @Nullable FrameRenderer studio;

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
		FrameRenderer room = studio();
		SceneState moment = SceneState.of(this.backdrop.scene(), this.timeline, view);
		Area picture = room.frame().area();
		YuvPicture taken = room.take(this.backdrop, moment, moment.window(view, picture),
				moment.look(view, this.height));
		boolean night = moment.light().level() < Lighting.DAY / 2;
		return new LumaPicture(this.width, this.height, taken.luma(), night, view.time());
	}

	private FrameRenderer studio() throws IOException {
		FrameRenderer present = this.studio;
		if (present == null) {
			present = new FrameRenderer(this.backdrop.scene(), YuvPicture.gray(this.width, this.height));
			this.backdrop.open();
			this.studio = present;
		}
		return present;
	}

	@Override
	public void close() throws IOException {
		if (this.studio != null) {
			this.studio = null;
			this.backdrop.close();
		}
	}

}
