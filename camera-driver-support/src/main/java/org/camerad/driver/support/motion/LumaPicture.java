package org.camerad.driver.support.motion;

import java.time.Instant;

/**
 * A grey picture for the {@link BlockDetector}. The samples are not copied; they must not
 * change during {@link BlockDetector#look}.
 *
 * @param width width in pixels, at least 1
 * @param height height in pixels, at least 1
 * @param luma the samples, 0 black to 255 white, row by row from the top left, without
 * padding; the array may be longer
 * @param night whether the camera is in night mode
 * @param time the time of the picture by the camera's clock
 */
public record LumaPicture(int width, int height, byte[] luma, boolean night, Instant time) {

	/**
	 * Creates a picture.
	 * @throws IllegalArgumentException if a size is less than 1 or {@code luma} is too
	 * short
	 */
	public LumaPicture {
		if (width < 1 || height < 1 || (long) width * height > luma.length) {
			throw new IllegalArgumentException(
					"not a picture of " + width + "x" + height + " samples: " + luma.length + " bytes");
		}
	}

}
