package org.camerad.driver.sim.scene.world;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Box;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.camerad.driver.sim.scene.raster.Painter;
import org.camerad.driver.sim.scene.raster.Shape;
import org.camerad.driver.sim.scene.raster.Viewport;

/**
 * The world around the camera: sky, hills, a town along a street, signs with the azimuth.
 * The same seed gives the same town. It is stored as shapes and painted for each view, so
 * it is sharp at every zoom and needs little memory. Immutable.
 */
public final class World {

	private static final int SECTORS = 36;

	private final List<Shape> shapes;

	/** The shapes in each sector of the horizon. */
	private final List<BitSet> sectors;

	private final SkyGradient sky;

	public World(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		ShapeBuilder above = new ShapeBuilder();
		SkyShapes.draw(above, random.split());
		ShapeBuilder below = new ShapeBuilder();
		LandscapeShapes.hills(below, random.split());
		LandscapeShapes.ground(below, random.split());
		new TownShapes(below, random.split()).build();
		LandscapeShapes.signs(below);
		this.shapes = Stream.of(above, below).map(ShapeBuilder::shapes).flatMap(List::stream).toList();
		this.sectors = sectors(this.shapes);
		this.sectors.forEach(this::removeHidden);
		this.sky = new SkyGradient();
	}

	/**
	 * Paints the viewport's view into a part of a picture, whose edges must be even.
	 */
	public void paint(YuvPicture picture, Viewport viewport, Lighting light, Area part) {
		this.sky.paint(picture, viewport, light, part);
		Painter painter = new Painter(picture, viewport, light, part);
		BitSet near = new BitSet();
		for (int i = sector(viewport.azimuth(part.x() - 1)); i <= sector(viewport.azimuth(part.right() + 1)); i++) {
			near.or(this.sectors.get(Math.floorMod(i, SECTORS)));
		}
		near.stream().mapToObj(this.shapes::get).forEach(painter::draw);
	}

	private static List<BitSet> sectors(List<Shape> shapes) {
		List<BitSet> sectors = Stream.generate(BitSet::new).limit(SECTORS).toList();
		for (int i = 0; i < shapes.size(); i++) {
			Box box = shapes.get(i).box();
			for (int sector = sector(box.left()); sector <= sector(box.right()); sector++) {
				sectors.get(Math.floorMod(sector, SECTORS)).set(i);
			}
		}
		return sectors;
	}

	/** Removes shapes that are completely behind an opaque one. */
	private void removeHidden(BitSet sector) {
		int[] walls = sector.stream().filter((i) -> this.shapes.get(i).hidesBackground()).toArray();
		sector.stream()
			.filter((i) -> Arrays.stream(walls)
				.anyMatch((wall) -> wall > i && this.shapes.get(wall).box().contains(this.shapes.get(i).box())))
			.forEach(sector::clear);
	}

	private static int sector(double azimuth) {
		return (int) Math.floor(azimuth * SECTORS / 360);
	}

}
