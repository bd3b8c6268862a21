package org.camerad.driver.sim.scene;

import java.io.IOException;

import org.camerad.driver.Video;
import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a scene. The renderer is created with the first picture, so a camera
 * without clients takes neither memory nor time.
 */
public final class LazySceneRenderer implements PictureSource {

	private final Backdrop backdrop;

	private final Timeline timeline;

	private @Nullable SceneRenderer renderer;

	/**
	 * Creates a source of pictures of the backdrop's scene at the moments of a timeline.
	 */
	public LazySceneRenderer(Backdrop backdrop, Timeline timeline) {
		this.backdrop = backdrop;
		this.timeline = timeline;
	}

	@Override
	public YuvPicture picture(View view) throws IOException {
		return renderer().picture(view);
	}

	@Override
	public byte[] jpeg(YuvPicture picture, Video video) throws IOException {
		return renderer().jpeg(picture, video);
	}

	@Override
	public void release() {
		if (this.renderer != null) {
			this.renderer.release();
		}
	}

	private SceneRenderer renderer() throws IOException {
		SceneRenderer made = this.renderer;
		if (made == null) {
			made = new SceneRenderer(this.backdrop, this.timeline, new SharedJpegCodec());
			this.renderer = made;
		}
		return made;
	}

	@Override
	public void close() throws IOException {
		if (this.renderer != null) {
			this.renderer.close();
			this.renderer = null;
		}
	}

}
