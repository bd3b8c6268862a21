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

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Orientation;

/** Reads a JPEG or PNG file as a viewer of pictures shows it: whole and upright. */
final class PictureFile {

	private static final long MOST_PIXELS = 40_000_000;

	private PictureFile() {
	}

	/** The picture; the message of an error names the file. */
	static Planes read(Path file) throws IOException {
		try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) {
				throw new IOException("neither JPEG nor PNG");
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(in);
				Planes stored = Photograph.of(grayAsSeen(decode(reader)));
				return orientation(file).apply(stored);
			}
			finally {
				reader.dispose();
			}
		}
		catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new IOException(file + ": not a picture: " + ex.getMessage(), ex);
		}
	}

	/** Looks at the size first: a small file can claim to be a huge picture. */
	private static BufferedImage decode(ImageReader reader) throws IOException {
		long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
		if (pixels > MOST_PIXELS) {
			throw new IOException("more than " + MOST_PIXELS + " pixels");
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
	 * Java takes samples of grey for linear light and brightens them; like those of
	 * colour they are meant to be shown as they are.
	 */
	private static BufferedImage grayAsSeen(BufferedImage image) {
		if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
			return image;
		}
		int white = (1 << image.getColorModel().getComponentSize(0)) - 1;
		int width = image.getWidth();
		BufferedImage seen = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
		int[] row = new int[width];
		for (int y = 0; y < image.getHeight(); y++) {
			image.getRaster().getSamples(0, y, width, 1, 0, row);
			for (int x = 0; x < width; x++) {
				row[x] = row[x] * 255 / white * 0x010101;
			}
			seen.setRGB(0, y, width, 1, row, 0, width);
		}
		return seen;
	}

	private static Orientation orientation(Path file) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			return Exif.orientation(in);
		}
	}

}
