package org.camerad.driver;

import java.util.concurrent.Flow;

/**
 * What a stream's encoder produces, to be handed through without transcoding.
 */
public interface EncodedVideo {

	/**
	 * The access units as they come, encoded with the settings in effect. One encoder
	 * serves all subscribers; it runs while somebody is subscribed. A subscriber that has
	 * not requested misses access units, and gets the next one from a key frame on. When
	 * codec or resolution change, the new ones follow from a key frame on. A subscription
	 * ends with {@code onError} when the camera is closed, reboots, or its encoder fails.
	 */
	Flow.Publisher<AccessUnit> accessUnits();

	/** Asks for a key frame soon. Any thread; harmless while nobody is subscribed. */
	void requestKeyFrame();

}
