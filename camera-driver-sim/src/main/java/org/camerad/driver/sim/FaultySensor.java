package org.camerad.driver.sim;

import java.io.IOException;

import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.scene.PictureSource;
import org.camerad.driver.sim.scene.View;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a sensor that can be frozen, black or torn. All of them are complete
 * pictures of the right size. Not thread-safe.
 */
final class FaultySensor implements PictureSource {

	private final PictureSource pictures;

	private final FaultInjector faults;

	private @Nullable View last;

	FaultySensor(PictureSource pictures, FaultInjector faults) {
		this.pictures = pictures;
		this.faults = faults;
	}

	@Override
	public YuvPicture picture(View view) throws IOException {
		View seen = this.faults.shouldInject(FaultKind.FROZEN_FRAME) ? frozen(view) : view;
		this.last = seen;
		if (this.faults.shouldInject(FaultKind.BLACK_FRAME)) {
			Resolution size = view.video().resolution();
			return YuvPicture.color(size.width(), size.height());
		}
		YuvPicture picture = this.pictures.picture(seen);
		return this.faults.shouldInject(FaultKind.TORN_FRAME) ? torn(picture) : picture;
	}

	@Override
	public byte[] jpeg(YuvPicture picture, Video video) throws IOException {
		return this.pictures.jpeg(picture, video);
	}

	@Override
	public void release() {
		this.pictures.release();
	}

	/** Returns the previous view in the size of the requested one. */
	private View frozen(View view) {
		View previous = this.last;
		return (previous == null) ? view : new View(view.video(), previous.number(), previous.time(), previous.offset(),
				previous.position(), previous.image(), previous.osd());
	}

	/**
	 * Returns a picture whose lower half is shifted to the right by a quarter of the
	 * width.
	 */
	private static YuvPicture torn(YuvPicture source) {
		YuvPicture torn = source.blank();
		slip(source.luma(), torn.luma(), source.width());
		slip(source.cb(), torn.cb(), source.chromaWidth());
		slip(source.cr(), torn.cr(), source.chromaWidth());
		return torn;
	}

	private static void slip(byte[] from, byte[] to, int width) {
		int rows = from.length / width;
		int slip = width / 4;
		System.arraycopy(from, 0, to, 0, rows / 2 * width);
		for (int row = rows / 2; row < rows; row++) {
			System.arraycopy(from, row * width, to, row * width + slip, width - slip);
			System.arraycopy(from, (row + 1) * width - slip, to, row * width, slip);
		}
	}

	@Override
	public void close() throws IOException {
		this.pictures.close();
	}

}
