package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The plainest picture that shows a view: a gradient that pans and tilts, with a bar that
 * crosses it once in ten seconds.
 */
public final class PlainPicture implements PictureSource {

	private static final int BAR_MILLIS = 10_000;

	private static final float QUALITY = 0.8f;

	private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();

	@Override
	public byte[] jpeg(View view) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageWriteParam options = this.writer.getDefaultWriteParam();
		options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		options.setCompressionQuality(QUALITY);
		try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			this.writer.setOutput(out);
			this.writer.write(null, new IIOImage(paint(view), null, null), options);
		}
		finally {
			this.writer.reset();
		}
		return bytes.toByteArray();
	}

	@Override
	public void close() {
		this.writer.dispose();
	}

	private static BufferedImage paint(View view) {
		int width = view.video().resolution().width();
		int height = view.video().resolution().height();
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		int bar = (int) (Math.floorMod(view.time().toEpochMilli(), BAR_MILLIS) * (long) width / BAR_MILLIS);
		int[] row = new int[width];
		for (int y = 0; y < height; y++) {
			paintRow(row, y * 255 / height + (int) view.position().tiltDegrees(), bar, view);
			picture.setRGB(0, y, width, 1, row, 0, width);
		}
		return picture;
	}

	private static void paintRow(int[] row, int green, int bar, View view) {
		int light = view.image().brightness() - 128;
		int pan = (int) (view.position().panDegrees() * 2);
		for (int x = 0; x < row.length; x++) {
			boolean inBar = Math.abs(x - bar) < row.length / 40;
			int red = inBar ? 255 : x * 255 / row.length + pan;
			row[x] = level(red + light) << 16 | level(green + light) << 8 | level((inBar ? 255 : 96) + light);
		}
	}

	private static int level(int value) {
		return Math.max(0, Math.min(255, value));
	}

}
