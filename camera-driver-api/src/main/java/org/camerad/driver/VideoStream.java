package org.camerad.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * A stream of the camera: the settings of its encoder and its pictures. {@link #apply}
 * throws REFUSED for settings that no mode covers (V5).
 */
public interface VideoStream extends Control<Video> {

	/**
	 * Returns the combinations that the encoder offers: at least one, grouped by codec
	 * and in the order of the contract's list (V2). Each can be applied (V3). Constant
	 * while the camera is open.
	 */
	List<VideoMode> modes();

	/**
	 * Returns the newest picture, in the resolution in effect. Two calls within one frame
	 * interval return the same picture without encoding it again (V4), but a change of
	 * settings that are visible in the picture begins a new frame (I3). Any thread (V6).
	 * @throws CameraException UNAVAILABLE if there is no picture or the camera is closed;
	 * an empty or incomplete picture is never returned
	 */
	Picture snapshot() throws CameraException;

	/**
	 * Returns the publisher of pictures, in the frame rate in effect (V10). A subscriber
	 * that has not requested misses pictures, never receives old ones (V11) and delays
	 * nobody (V12). {@code onNext} must return at once because subscribers may share a
	 * thread. Nothing is encoded without a subscriber. A subscription ends with {@code
	 * onError} when the camera is closed (V13) or reboots (M2), or its pictures stop. The
	 * rules of Reactive Streams hold (V14, V15). Any thread.
	 */
	Flow.Publisher<Picture> pictures();

	/** Returns the encoded video; empty for a stream that only has pictures. */
	default Optional<EncodedVideo> encoded() {
		return Optional.empty();
	}

}
