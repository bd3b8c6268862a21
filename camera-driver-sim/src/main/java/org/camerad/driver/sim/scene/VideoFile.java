package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.encode.VideoReader;
import org.jspecify.annotations.Nullable;

/**
 * A looped video file. Streams that show about the same moment share one reader. A stream
 * that lags behind gets its own, because seeking back is slow.
 */
final class VideoFile implements MediaBackdrop {

	/** One reader for each stream and one for the motion detector. */
	private static final int MAX_READERS = 3;

	/** The most recently used reader is last. */
	private final List<VideoReader> readers = new ArrayList<>();

	private final int size;

	private final double frameRate;

	VideoFile(Path file) throws IOException {
		VideoReader reader = VideoReader.open(file);
		this.readers.add(reader);
		this.size = reader.size();
		this.frameRate = reader.frameRate();
	}

	@Override
	public long index(long millis) {
		return Math.floorMod((long) Math.floor(millis * this.frameRate / 1000), this.size);
	}

	@Override
	public YuvPicture picture(long index, @Nullable YuvPicture spare) throws IOException {
		VideoReader reader = reader((int) index);
		this.readers.remove(reader);
		this.readers.add(reader);
		return reader.picture((int) index, spare);
	}

	private VideoReader reader(int number) throws IOException {
		Optional<VideoReader> nearest = this.readers.stream()
			.filter((reader) -> reader.framesAhead(number) > 0
					&& reader.framesAhead(number) <= VideoReader.MAX_FORWARD_FRAMES)
			.min(Comparator.comparingInt((reader) -> reader.framesAhead(number)));
		if (nearest.isPresent()) {
			return nearest.get();
		}
		VideoReader unused = this.readers.get(0);
		boolean lags = this.readers.stream()
			.anyMatch((reader) -> reader.framesAhead(number) <= 0
					&& reader.framesAhead(number) >= -VideoReader.MAX_FORWARD_FRAMES);
		return (lags && this.readers.size() < MAX_READERS) ? unused.reopen() : unused;
	}

	@Override
	public void close() {
		this.readers.forEach(VideoReader::close);
		this.readers.clear();
	}

}
