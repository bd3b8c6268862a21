package org.camerad.driver;

import java.util.concurrent.Flow;

/**
 * What a stream's encoder produces, to be handed through without transcoding.
 */
public interface EncodedVideo {

	/**
	 * The access units as they come, encoded with the settings in effect (V20), their
	 * times growing (V21). One encoder serves all subscribers; it runs while somebody is
	 * subscribed. A subscriber that has not requested misses access units, and gets the
	 * next one from a key frame on, as one does that comes later (V23). When codec or
	 * resolution change, the new ones follow from a key frame on (V24). A subscription
	 * ends with {@code onError} when the camera is closed (V25), reboots (M2), or its
	 * encoder fails.
	 */
	Flow.Publisher<AccessUnit> accessUnits();

	/**
	 * Asks for a key frame soon (V22). Any thread; harmless while nobody is subscribed.
	 */
	void requestKeyFrame();

}
