package org.camerad.driver.sim.scene;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

import org.camerad.driver.picture.Planes;
import org.jspecify.annotations.Nullable;

/**
 * A folder of JPEG and PNG files, looped. Only the picture that is shown is in memory.
 */
final class PictureFolder implements Footage {

	private static final int MOST_FILES = 100_000;

	private static final long MOST_PIXELS = 40_000_000;

	private final List<Path> files;

	private final double perSecond;

	private long shown = -1;

	private @Nullable Planes picture;

	PictureFolder(Scene.Pictures pictures) throws IOException {
		this.files = list(pictures.place());
		this.perSecond = pictures.perSecond();
	}

	/** The folder's pictures in the order of their names. */
	static List<Path> list(Path folder) throws IOException {
		List<Path> files;
		try (Stream<Path> entries = Files.list(folder)) {
			files = entries.filter(PictureFolder::isPicture).limit(MOST_FILES).sorted().toList();
		}
		catch (IOException ex) {
			throw new IOException(folder + ": cannot be read: " + ex, ex);
		}
		if (files.isEmpty()) {
			throw new IOException(folder + ": no .jpg, .jpeg or .png file in it");
		}
		return files;
	}

	private static boolean isPicture(Path file) {
		String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
		return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
	}

	@Override
	public long index(long millis) {
		return Math.floorMod((long) Math.floor(millis * this.perSecond / 1000), this.files.size());
	}

	@Override
	public Planes picture(long index) throws IOException {
		Planes present = this.picture;
		if (present == null || this.shown != index) {
			present = Photograph.of(decode(this.files.get((int) index)));
			this.picture = present;
			this.shown = index;
		}
		return present;
	}

	private static BufferedImage decode(Path file) throws IOException {
		try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) {
				throw new IOException("neither JPEG nor PNG");
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(in);
				return decode(reader);
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
		return reader.read(0);
	}

	@Override
	public void close() {
		this.picture = null;
		this.shown = -1;
	}

}
