package org.camerad.driver.sim.scene;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Orientation;

/**
 * Reader of JPEG and PNG files, whole and upright, as image viewers show them.
 */
final class PictureFile {

	private static final long MAX_PIXELS = 40_000_000;

	private PictureFile() {
	}

	/**
	 * Reads a picture.
	 * @throws IOException if the file is not a picture; the message names the file
	 */
	static YuvPicture read(Path file) throws IOException {
		try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) {
				throw new IOException("neither JPEG nor PNG");
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(in);
				YuvPicture stored = PhotoProjection.of(withoutGamma(decode(reader)));
				return orientation(file).apply(stored);
			}
			finally {
				reader.dispose();
			}
		}
		catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new IOException(file + ": not a picture: " + Reason.of(ex), ex);
		}
	}

	/**
	 * Decodes a picture. Checks its size first, because a small file can declare a huge
	 * picture.
	 */
	private static BufferedImage decode(ImageReader reader) throws IOException {
		long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
		if (pixels > MAX_PIXELS) {
			throw new IOException("more than " + MAX_PIXELS + " pixels");
		}
		AtomicReference<String> cut = new AtomicReference<>();
		reader.addIIOReadWarningListener((source, warning) -> {
			if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
				cut.set(warning);
			}
		});
		BufferedImage image = reader.read(0);
		if (cut.get() != null) {
			throw new IOException("cut off: " + cut.get());
		}
		return image;
	}

	/**
	 * Converts grey and CMYK samples without gamma correction. Java treats them as linear
	 * light and makes them too bright.
	 */
	private static BufferedImage withoutGamma(BufferedImage image) {
		return switch (image.getColorModel().getColorSpace().getType()) {
			case ColorSpace.TYPE_GRAY -> {
				int white = (1 << image.getColorModel().getComponentSize(0)) - 1;
				yield converted(image, (pixel) -> pixel[0] * 255 / white * 0x010101);
			}
			case ColorSpace.TYPE_CMYK -> converted(image,
					(ink) -> left(ink[0], ink[3]) << 16 | left(ink[1], ink[3]) << 8 | left(ink[2], ink[3]));
			default -> image;
		};
	}

	/** Returns the light that a colour's ink and black ink leave. */
	private static int left(int ink, int black) {
		return (255 - ink) * (255 - black) / 255;
	}

	private static BufferedImage converted(BufferedImage image, ToIntFunction<int[]> rgb) {
		int width = image.getWidth();
		BufferedImage seen = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
		int[] pixel = new int[image.getRaster().getNumBands()];
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < width; x++) {
				seen.setRGB(x, y, rgb.applyAsInt(image.getRaster().getPixel(x, y, pixel)));
			}
		}
		return seen;
	}

	private static Orientation orientation(Path file) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			return Exif.orientation(in);
		}
	}

}
