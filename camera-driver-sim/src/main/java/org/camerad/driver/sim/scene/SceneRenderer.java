package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.time.LocalDateTime;

import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.support.osd.OsdPainter;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.jspecify.annotations.Nullable;

/**
 * A renderer of views of a scene. The same view at the same moment of the scene gives the
 * same picture, byte for byte. From a picture until {@link #release()}, it keeps 3 bytes
 * of memory per pixel, 3 more if image settings are not neutral, and 2 more if the lens
 * is out of focus; after that it keeps them as long as nobody else needs the memory. Not
 * thread-safe.
 */
public final class SceneRenderer implements PictureSource {

	private final Backdrop backdrop;

	private final Timeline timeline;

	private final JpegCodec encoder;

	private final OsdPainter osd = new OsdPainter();

	private @Nullable FrameRenderer color;

	/** The renderer while nobody looks. */
	private SoftReference<FrameRenderer> resting = new SoftReference<>(null);

	/** Creates a renderer of a scene that always plays. */
	public SceneRenderer(Scene scene, JpegCodec encoder) throws IOException {
		this(new Backdrop(scene), new Timeline(), encoder);
	}

	/**
	 * Creates a renderer of a controlled scene.
	 * @param backdrop backdrop of the scene, open until the renderer is closed
	 * @param timeline the moment of the scene
	 * @param encoder encoder of the JPEGs, closed with the renderer
	 * @throws IOException if the scene's footage cannot be read
	 */
	public SceneRenderer(Backdrop backdrop, Timeline timeline, JpegCodec encoder) throws IOException {
		this.backdrop = backdrop;
		this.timeline = timeline;
		this.encoder = encoder;
		try {
			backdrop.open();
		}
		catch (IOException | RuntimeException | Error ex) {
			encoder.close();
			throw ex;
		}
	}

	@Override
	public byte[] jpeg(YuvPicture picture, Video video) throws IOException {
		return this.encoder.encode(picture, JpegQuality.of(video));
	}

	@Override
	public YuvPicture picture(View view) throws IOException {
		Resolution size = view.video().resolution();
		FrameRenderer frameRenderer = renderer(size.width(), size.height());
		YuvPicture picture = render(frameRenderer, view);
		int strip = this.backdrop.scene().strip() ? GroundTruthStrip.rows(size.height()) : 0;
		Area free = new Area(0, 0, size.width(), Math.max(0, size.height() - strip));
		this.osd.draw(picture, free, view.osd(), view.video(), LocalDateTime.ofInstant(view.time(), view.offset()));
		if (this.backdrop.scene().strip()) {
			GroundTruthStrip.of(view).write(picture);
		}
		return picture;
	}

	@Override
	public void release() {
		if (this.color != null) {
			this.color.release();
			this.resting = new SoftReference<>(this.color);
			this.color = null;
		}
	}

	/**
	 * Returns the renderer for a size. The one for another size is released first, so
	 * that the heap need not hold both.
	 */
	private FrameRenderer renderer(int width, int height) {
		if (this.color == null) {
			this.color = this.resting.get();
			this.resting.clear();
		}
		if (this.color != null && !isOf(this.color, width, height)) {
			this.color = null;
		}
		if (this.color == null) {
			this.color = new FrameRenderer(this.backdrop.scene(), YuvPicture.color(width, height));
		}
		return this.color;
	}

	private YuvPicture render(FrameRenderer frameRenderer, View view) throws IOException {
		SceneState state = SceneState.of(this.backdrop.scene(), this.timeline, view);
		Area picture = frameRenderer.area();
		return frameRenderer.render(this.backdrop, state, state.viewport(view, picture).aligned(),
				state.adjustments(view, picture.height()));
	}

	private static boolean isOf(FrameRenderer frameRenderer, int width, int height) {
		return frameRenderer.area().width() == width && frameRenderer.area().height() == height;
	}

	@Override
	public void close() throws IOException {
		release();
		this.resting.clear();
		try {
			this.encoder.close();
		}
		finally {
			this.backdrop.close();
		}
	}

}
