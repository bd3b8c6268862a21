package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.camerad.driver.support.picture.YuvPicture;
import org.jspecify.annotations.Nullable;

/** A looped folder of JPEG and PNG files. */
final class PictureFolder implements MediaBackdrop {

	private static final int MAX_FILES = 100_000;

	private final List<Path> files;

	private final double frameRate;

	PictureFolder(Scene.Pictures pictures) throws IOException {
		this.files = list(pictures.place());
		this.frameRate = pictures.frameRate();
	}

	/**
	 * Returns the pictures of a folder in the order of their names.
	 * @throws IOException if there are none or the folder cannot be read
	 */
	static List<Path> list(Path folder) throws IOException {
		List<Path> files;
		try (Stream<Path> entries = Files.list(folder)) {
			files = entries.filter(PictureFolder::isPicture).limit(MAX_FILES).sorted().toList();
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
		return Math.floorMod((long) Math.floor(millis * this.frameRate / 1000), this.files.size());
	}

	@Override
	public YuvPicture picture(long index, @Nullable YuvPicture spare) throws IOException {
		return PictureFile.read(this.files.get((int) index));
	}

	@Override
	public void close() {
		// Nothing is open.
	}

}
