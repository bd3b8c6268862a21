package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.motion.LumaPicture;
import org.camerad.driver.picture.Area;
import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Light;
import org.jspecify.annotations.Nullable;

/**
 * The brightness of a scene as the sensor gives it, without texts and strip: small grey
 * pictures for the motion detector. They are rendered by themselves, so that nothing else
 * has to be. Memory is taken when the first picture is wanted. One thread at a time.
 */
public final class SceneLuma implements Closeable {

	private final Scene scene;

	private final Timeline timeline;

	private final int width;

	private final int height;

	private @Nullable Backdrop backdrop;

	private @Nullable Studio studio;

	/**
	 * Grey pictures of a scene.
	 * @param scene what is seen
	 * @param timeline which moment of it
	 * @param width of the pictures, in pixels; they show the whole view whatever its
	 * aspect
	 * @param height of the pictures, in pixels
	 */
	public SceneLuma(Scene scene, Timeline timeline, int width, int height) {
		this.scene = scene;
		this.timeline = timeline;
		this.width = width;
		this.height = height;
	}

	/**
	 * What a view looks like; its samples are good until the next call.
	 * @throws IOException when the scene's pictures cannot be read
	 */
	public LumaPicture picture(View view) throws IOException {
		Moment moment = Moment.of(this.scene, this.timeline, view);
		Studio room = studio();
		Area picture = room.frame().area();
		Planes taken = room.take(backdrop(), moment, moment.window(view, picture), moment.look(view, this.height));
		boolean night = moment.light().level() < Light.DAY / 2;
		return new LumaPicture(this.width, this.height, taken.luma(), night, view.time());
	}

	private Studio studio() {
		Studio present = this.studio;
		if (present == null) {
			present = new Studio(this.scene, Planes.gray(this.width, this.height));
			this.studio = present;
		}
		return present;
	}

	private Backdrop backdrop() throws IOException {
		Backdrop present = this.backdrop;
		if (present == null) {
			present = Backdrop.of(this.scene);
			this.backdrop = present;
		}
		return present;
	}

	@Override
	public void close() throws IOException {
		this.studio = null;
		Backdrop present = this.backdrop;
		this.backdrop = null;
		if (present != null) {
			present.close();
		}
	}

}
