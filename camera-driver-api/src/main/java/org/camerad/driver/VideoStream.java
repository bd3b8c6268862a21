package org.camerad.driver;

import java.util.List;
import java.util.concurrent.Flow;

/** A stream of the camera: its encoder's settings and its pictures. */
public interface VideoStream extends Control<Video> {

	/**
	 * What the encoder offers, at least one mode, grouped by codec and in the order in
	 * which the contract lists them. Constant while the camera is open.
	 */
	List<VideoMode> modes();

	/**
	 * The newest picture, at the resolution in effect. Two calls within one frame
	 * interval give the same picture without encoding it again. Any thread.
	 * @throws CameraException UNAVAILABLE when there is no picture; never an empty or cut
	 * one
	 */
	Picture snapshot() throws CameraException;

	/**
	 * The pictures as they come, at the frame rate in effect. A subscriber that has not
	 * requested misses pictures; it never gets old ones. Nothing is encoded while nobody
	 * is subscribed. A subscription ends with {@code onError} when the camera is closed
	 * or its pictures stop.
	 */
	Flow.Publisher<Picture> pictures();

}
