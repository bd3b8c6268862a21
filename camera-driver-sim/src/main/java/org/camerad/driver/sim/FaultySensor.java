package org.camerad.driver.sim;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.camerad.driver.Resolution;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.scene.PictureSource;
import org.camerad.driver.sim.scene.View;
import org.jspecify.annotations.Nullable;

/**
 * Pictures as a sensor with faults gives them: frozen, black or torn. They are whole
 * JPEGs of the right size all the same. Used by one thread at a time.
 */
final class FaultySensor implements PictureSource {

	private final PictureSource pictures;

	private final Faults faults;

	private @Nullable View last;

	FaultySensor(PictureSource pictures, Faults faults) {
		this.pictures = pictures;
		this.faults = faults;
	}

	@Override
	public byte[] jpeg(View view) throws IOException {
		View seen = this.faults.befalls(FaultKind.FROZEN_FRAME) ? frozen(view) : view;
		this.last = seen;
		if (this.faults.befalls(FaultKind.BLACK_FRAME)) {
			Resolution size = view.video().resolution();
			return black(size.width(), size.height());
		}
		byte[] jpeg = this.pictures.jpeg(seen);
		return this.faults.befalls(FaultKind.TORN_FRAME) ? torn(jpeg) : jpeg;
	}

	/** The last view once more, in the size that is asked for now. */
	private View frozen(View view) {
		View kept = this.last;
		return (kept == null) ? view : new View(view.video(), kept.number(), kept.time(), kept.offset(),
				kept.position(), kept.image(), kept.osd());
	}

	private static byte[] black(int width, int height) throws IOException {
		return encode(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
	}

	/** The lower half slips to the right by a quarter of the width. */
	private static byte[] torn(byte[] jpeg) throws IOException {
		BufferedImage whole = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
		BufferedImage torn = new BufferedImage(whole.getWidth(), whole.getHeight(), BufferedImage.TYPE_INT_RGB);
		int slip = whole.getWidth() / 4;
		int half = whole.getHeight() / 2;
		Graphics2D graphics = torn.createGraphics();
		graphics.drawImage(whole, 0, 0, null);
		graphics.setClip(0, half, whole.getWidth(), whole.getHeight() - half);
		graphics.drawImage(whole, slip, 0, null);
		graphics.drawImage(whole, slip - whole.getWidth(), 0, null);
		graphics.dispose();
		return encode(torn);
	}

	private static byte[] encode(BufferedImage picture) throws IOException {
		ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
		try (ImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
			ImageIO.write(picture, "jpeg", out);
		}
		return jpeg.toByteArray();
	}

	@Override
	public void close() throws IOException {
		this.pictures.close();
	}

}
