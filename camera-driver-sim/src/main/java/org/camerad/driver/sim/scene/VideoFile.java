package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.file.Path;

import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.encode.VideoReader;
import org.jspecify.annotations.Nullable;

/** A video file, looped. Only the picture that is shown is in memory. */
final class VideoFile implements Footage {

	private final VideoReader reader;

	private long shown = -1;

	private @Nullable Planes picture;

	VideoFile(Path file) throws IOException {
		this.reader = VideoReader.open(file);
	}

	/** How many pictures of a file belong to a second, after a look at the whole file. */
	static Scene.Pictures probe(Path file) throws IOException {
		try (VideoReader reader = VideoReader.open(file)) {
			return new Scene.Pictures(file, reader.perSecond());
		}
	}

	@Override
	public long index(long millis) {
		return Math.floorMod((long) Math.floor(millis * this.reader.perSecond() / 1000), this.reader.size());
	}

	@Override
	public Planes picture(long index) throws IOException {
		Planes present = this.picture;
		if (present == null || this.shown != index) {
			present = this.reader.picture((int) index);
			this.picture = present;
			this.shown = index;
		}
		return present;
	}

	@Override
	public void close() {
		this.picture = null;
		this.reader.close();
	}

}
