package org.camerad.driver.support.picture.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/** A codec that uses the JPEG reader and writer of Java, which work on RGB. */
final class ImageIoJpeg implements JpegCodec {

	private final ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();

	private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();

	private @Nullable BufferedImage image;

	@Override
	public YuvPicture decode(byte[] jpeg, int atLeastWidth, int atLeastHeight) throws IOException {
		try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
			this.reader.setInput(stream, true, true);
			int width = this.reader.getWidth(0);
			int height = this.reader.getHeight(0);
			int step = 1;
			while (width / (step * 2) >= atLeastWidth && height / (step * 2) >= atLeastHeight) {
				step *= 2;
			}
			DecodingLimits.check(width, height, step);
			ImageReadParam param = this.reader.getDefaultReadParam();
			param.setSourceSubsampling(step, step, 0, 0);
			return Colors.planes(this.reader.read(0, param));
		}
		catch (RuntimeException ex) {
			throw new IOException("not a JPEG that Java can read", ex);
		}
		finally {
			this.reader.reset();
		}
	}

	@Override
	public byte[] encode(YuvPicture picture, int quality) throws IOException {
		BufferedImage rgb = image(picture.width(), picture.height());
		Colors.fill(((DataBufferInt) rgb.getRaster().getDataBuffer()).getData(), picture);
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

	/** Returns the last image again if its size matches. */
	private BufferedImage image(int width, int height) {
		BufferedImage present = this.image;
		if (present == null || present.getWidth() != width || present.getHeight() != height) {
			present = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
			this.image = present;
		}
		return present;
	}

	@Override
	public boolean isFast() {
		return false;
	}

	@Override
	public void close() {
		this.reader.dispose();
		this.writer.dispose();
		this.image = null;
	}

}
