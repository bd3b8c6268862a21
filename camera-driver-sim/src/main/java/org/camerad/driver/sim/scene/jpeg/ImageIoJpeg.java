package org.camerad.driver.sim.scene.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.camerad.driver.sim.scene.raster.Planes;
import org.jspecify.annotations.Nullable;

/** Java's own JPEG writer. It wants its colours as RGB, and is several times slower. */
final class ImageIoJpeg implements JpegEncoder {

	private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();

	private @Nullable BufferedImage image;

	@Override
	public byte[] encode(Planes picture, int quality) throws IOException {
		BufferedImage rgb = image(picture.width(), picture.height());
		convert(picture, ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData());
		ImageWriteParam param = this.writer.getDefaultWriteParam();
		param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		param.setCompressionQuality(quality / 100f);
		ByteArrayOutputStream out = new ByteArrayOutputStream(picture.luma().length / 4);
		try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
			this.writer.setOutput(stream);
			this.writer.write(null, new IIOImage(rgb, null, null), param);
		}
		finally {
			this.writer.reset();
		}
		return out.toByteArray();
	}

	private BufferedImage image(int width, int height) {
		BufferedImage present = this.image;
		if (present == null || present.getWidth() != width || present.getHeight() != height) {
			present = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
			this.image = present;
		}
		return present;
	}

	private static void convert(Planes picture, int[] rgb) {
		int width = picture.width();
		for (int y = 0; y < picture.height(); y++) {
			int chroma = y / 2 * picture.chromaWidth();
			for (int x = 0; x < width; x++) {
				int luma = picture.luma()[y * width + x] & 0xff;
				int cb = (picture.cb()[chroma + x / 2] & 0xff) - 128;
				int cr = (picture.cr()[chroma + x / 2] & 0xff) - 128;
				int red = byteOf(luma + (91881 * cr + 32768 >> 16));
				int green = byteOf(luma - (22554 * cb + 46802 * cr + 32768 >> 16));
				int blue = byteOf(luma + (116130 * cb + 32768 >> 16));
				rgb[y * width + x] = red << 16 | green << 8 | blue;
			}
		}
	}

	private static int byteOf(int value) {
		return Math.max(0, Math.min(255, value));
	}

	@Override
	public String name() {
		return "ImageIO";
	}

	@Override
	public void close() {
		this.writer.dispose();
		this.image = null;
	}

}
