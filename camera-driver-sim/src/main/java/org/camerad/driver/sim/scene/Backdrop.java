package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.world.Towns;
import org.jspecify.annotations.Nullable;

/**
 * The still part of a scene behind the actors: the town, or footage. All streams of the
 * camera share it, so a picture of footage that several of them show at about the same
 * time is decoded once. It is in memory while a stream has it open, with the last
 * {@value #MAX_DECODED} pictures of footage. Thread-safe.
 */
public final class Backdrop implements Closeable {

	/** The two streams and the motion detector usually show different pictures. */
	private static final int MAX_DECODED = 3;

	private final Scene scene;

	private final ReentrantLock lock = new ReentrantLock();

	private int users;

	private volatile boolean town;

	private volatile @Nullable MediaBackdrop footage;

	/** Decoded pictures of footage, newest first. */
	private final Deque<DecodedPicture> decoded = new ArrayDeque<>();

	/** Creates a closed backdrop. */
	public Backdrop(Scene scene) {
		this.scene = scene;
	}

	/** A decoded picture of footage. */
	private record DecodedPicture(long version, YuvPicture picture) {
	}

	Scene scene() {
		return this.scene;
	}

	/**
	 * Opens the backdrop. It must be open before anything is painted.
	 * @throws IOException if the footage cannot be read
	 */
	void open() throws IOException {
		this.lock.lock();
		try {
			if (this.users == 0) {
				Optional<Scene.Pictures> pictures = this.scene.pictures();
				this.footage = pictures.isPresent() ? footage(pictures.get()) : null;
				this.town = pictures.isEmpty();
			}
			this.users++;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static MediaBackdrop footage(Scene.Pictures pictures) throws IOException {
		return Files.isDirectory(pictures.place()) ? new PictureFolder(pictures) : new VideoFile(pictures.place());
	}

	/**
	 * Returns the version of the backdrop. The same version, viewport and lighting show
	 * the same picture.
	 */
	long version(long millis) {
		MediaBackdrop media = this.footage;
		return (media != null) ? media.index(millis) : 0;
	}

	/** Paints a part of a picture, whose edges must be even. */
	void paint(YuvPicture picture, FrameRenderer.BackdropState state, Area part) throws IOException {
		if (this.town) {
			Towns.of(this.scene.seed()).paint(picture, state.viewport(), state.light(), part);
			return;
		}
		this.lock.lock();
		try {
			PhotoProjection.show(decodedPicture(state.version()), picture, state.viewport(), part);
		}
		finally {
			this.lock.unlock();
		}
	}

	private YuvPicture decodedPicture(long version) throws IOException {
		for (DecodedPicture decodedPicture : this.decoded) {
			if (decodedPicture.version == version) {
				return decodedPicture.picture;
			}
		}
		MediaBackdrop media = this.footage;
		if (media == null) {
			throw new IOException(this.scene.name() + ": the backdrop is closed");
		}
		YuvPicture spare = (this.decoded.size() < MAX_DECODED) ? null : this.decoded.removeLast().picture;
		YuvPicture picture = media.picture(version, spare);
		this.decoded.addFirst(new DecodedPicture(version, picture));
		return picture;
	}

	/** Closes the backdrop. Each successful {@link #open} needs one call. */
	@Override
	public void close() throws IOException {
		this.lock.lock();
		try {
			this.users--;
			MediaBackdrop media = this.footage;
			if (this.users == 0) {
				this.town = false;
				this.footage = null;
				this.decoded.clear();
			}
			if (this.users == 0 && media != null) {
				media.close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
