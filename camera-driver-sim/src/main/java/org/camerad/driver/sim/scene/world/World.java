package org.camerad.driver.sim.scene.world;

import java.util.List;
import java.util.SplittableRandom;

import org.camerad.driver.sim.scene.raster.Light;
import org.camerad.driver.sim.scene.raster.Painter;
import org.camerad.driver.sim.scene.raster.Planes;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.raster.Window;

/**
 * All around the camera: sky, hills, a town along a street, signs with the azimuth. The
 * same seed is the same town. It is kept as shapes and painted for each view, so it is
 * sharp at every zoom and takes no memory to speak of. Immutable.
 */
public final class World {

	private final List<Shape> sky;

	private final List<Shape> land;

	private final Sky air;

	public World(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Sketch above = new Sketch();
		Heavens.draw(above, random.split());
		this.sky = above.shapes();
		Sketch below = new Sketch();
		Landscape.hills(below, random.split());
		Landscape.ground(below, random.split());
		new Town(below, random.split()).build();
		Landscape.signs(below);
		this.land = below.shapes();
		this.air = new Sky();
	}

	/** Paints what the window sees, the whole picture. */
	public void paint(Planes picture, Window window, Light light) {
		this.air.paint(picture, window, light);
		Painter painter = new Painter(picture, window, light);
		this.sky.forEach(painter::draw);
		this.land.forEach(painter::draw);
	}

}
