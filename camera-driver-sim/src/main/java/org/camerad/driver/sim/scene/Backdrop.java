package org.camerad.driver.sim.scene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;

import org.camerad.driver.picture.Area;
import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.world.World;
import org.jspecify.annotations.Nullable;

/** What stands still behind the actors: the town, or footage. One thread at a time. */
final class Backdrop implements Closeable {

	private final World world;

	private final @Nullable Footage footage;

	private Backdrop(World world, @Nullable Footage footage) {
		this.world = world;
		this.footage = footage;
	}

	static Backdrop of(Scene scene) throws IOException {
		Footage footage = scene.pictures().isPresent() ? footage(scene.pictures().get()) : null;
		return new Backdrop(new World(scene.seed()), footage);
	}

	private static Footage footage(Scene.Pictures pictures) throws IOException {
		return Files.isDirectory(pictures.place()) ? new PictureFolder(pictures) : new VideoFile(pictures.place());
	}

	/** The same version, window and light are the same picture. */
	long version(long millis) {
		return (this.footage != null) ? this.footage.index(millis) : 0;
	}

	/** Paints a part of a picture, with even edges. */
	void paint(Planes picture, Studio.Shot shot, Area part) throws IOException {
		if (this.footage != null) {
			Photograph.show(this.footage.picture(shot.version()), picture, shot.window(), part);
			return;
		}
		this.world.paint(picture, shot.window(), shot.light(), part);
	}

	@Override
	public void close() throws IOException {
		if (this.footage != null) {
			this.footage.close();
		}
	}

}
