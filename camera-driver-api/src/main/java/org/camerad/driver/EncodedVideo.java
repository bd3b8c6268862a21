package org.camerad.driver;

import java.util.concurrent.Flow;

/**
 * The encoded video of a stream, forwarded to clients without transcoding. Any thread.
 */
public interface EncodedVideo {

	/**
	 * Returns the publisher of access units, encoded with the settings in effect (V20),
	 * with increasing times (V21). One encoder serves all subscribers and runs while
	 * there is a subscriber. A new subscriber, and one that missed access units because
	 * it had not requested, continues with the next key frame (V23). After a change of
	 * codec or resolution the new access units begin with a key frame (V24). A
	 * subscription ends with {@code onError} when the camera is closed (V25) or reboots
	 * (M2), or the encoder fails.
	 */
	Flow.Publisher<AccessUnit> accessUnits();

	/** Requests a key frame soon (V22). Does nothing without a subscriber. */
	void requestKeyFrame();

}
