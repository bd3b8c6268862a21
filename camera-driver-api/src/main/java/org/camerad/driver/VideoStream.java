package org.camerad.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/** A stream of the camera: its encoder's settings and its pictures. */
public interface VideoStream extends Control<Video> {

	/**
	 * What the encoder offers, at least one mode, grouped by codec and in the order in
	 * which the contract lists them (V2). Each can be applied (V3); what no mode covers
	 * is REFUSED (V5). Constant while the camera is open.
	 */
	List<VideoMode> modes();

	/**
	 * The newest picture, at the resolution in effect. Two calls within one frame
	 * interval give the same picture without encoding it again (V4), but a change of the
	 * settings that the picture shows begins a new frame (I3). Any thread (V6).
	 * @throws CameraException UNAVAILABLE when there is no picture; never an empty or cut
	 * one
	 */
	Picture snapshot() throws CameraException;

	/**
	 * The pictures as they come, at the frame rate in effect (V10). A subscriber that has
	 * not requested misses pictures, never gets old ones (V11) and holds nobody up (V12).
	 * {@code onNext} is to return at once: all subscribers may share a thread. Nothing is
	 * encoded while nobody is subscribed. A subscription ends with {@code onError} when
	 * the camera is closed (V13), reboots (M2) or its pictures stop; the rules of
	 * Reactive Streams hold (V14, V15).
	 */
	Flow.Publisher<Picture> pictures();

	/**
	 * What the encoder produces, empty for a stream that only has pictures.
	 */
	default Optional<EncodedVideo> encoded() {
		return Optional.empty();
	}

}
