package org.camerad.onvif;

import java.time.Instant;
import java.util.List;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.Resolution;
import org.camerad.driver.simulation.FrameTruth;
import org.camerad.driver.simulation.SceneObject;
import org.jspecify.annotations.Nullable;

/** A writer of one document of the metadata stream. One thread. */
final class MetadataWriter {

	private final SoapWriter out = new SoapWriter();

	private boolean empty = true;

	MetadataWriter() {
		this.out.start("tt:MetadataStream").attribute("xmlns:tt", Names.SCHEMA);
		this.out.attribute("xmlns:wsnt", Names.NOTIFICATION).attribute("xmlns:tns1", Names.TOPICS);
	}

	/** Returns whether nothing has been written. */
	boolean isEmpty() {
		return this.empty;
	}

	/**
	 * Writes what a picture shows.
	 * @param truth the true objects, null if they are not known
	 * @param grid the cells of the motion detector, null without one
	 * @param motion the state of the motion detector
	 */
	void writeFrame(Instant time, @Nullable FrameTruth truth, @Nullable BlockGrid grid, @Nullable MotionEvent motion) {
		this.empty = false;
		this.out.start("tt:VideoAnalytics").start("tt:Frame").attribute("UtcTime", time);
		// Coordinates reach from -1 to 1 already.
		AnalyticsWriter.writeTransformation(0, 0, 1, 1, this.out);
		if (truth != null) {
			truth.objects().orElse(List.of()).forEach((object) -> writeObject(object, truth.size()));
		}
		if (grid != null && motion != null) {
			AnalyticsWriter.writeCells(grid, motion.blocks(), this.out);
		}
		this.out.end().end();
	}

	private void writeObject(SceneObject object, Resolution size) {
		double left = x(object.left(), size);
		double right = x(object.right(), size);
		double top = y(object.top(), size);
		double bottom = y(object.bottom(), size);
		this.out.start("tt:Object").attribute("ObjectId", object.id()).start("tt:Appearance").start("tt:Shape");
		this.out.start("tt:BoundingBox").attribute("left", (float) left).attribute("top", (float) top);
		this.out.attribute("right", (float) right).attribute("bottom", (float) bottom).end();
		this.out.start("tt:CenterOfGravity").attribute("x", (float) ((left + right) / 2));
		this.out.attribute("y", (float) ((top + bottom) / 2)).end().end();
		this.out.start("tt:Class").start("tt:Type").attribute("Likelihood", 1).text(type(object)).end().end();
		if (object.type().equals("car")) {
			this.out.start("tt:VehicleInfo").start("tt:Type").attribute("Likelihood", 1).text("Car").end().end();
		}
		this.out.end().end();
	}

	/** Returns the word of ONVIF for a kind of objects, or our own for things. */
	private static String type(SceneObject object) {
		return switch (object.type()) {
			case "person" -> "Human";
			case "car" -> "Vehicle";
			case "ball" -> "Ball";
			default -> "Crate";
		};
	}

	private static double x(int column, Resolution size) {
		return 2.0 * column / size.width() - 1;
	}

	private static double y(int row, Resolution size) {
		return 1 - 2.0 * row / size.height();
	}

	/** Writes the state of the motion rule. */
	void writeEvent(EventMessage message) {
		this.empty = false;
		this.out.start("tt:Event");
		EventWriter.write(message, this.out);
		this.out.end();
	}

	/** Returns the document. */
	String finish() {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + this.out.finish();
	}

}
