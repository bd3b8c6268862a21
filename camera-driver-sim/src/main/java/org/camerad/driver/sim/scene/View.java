package org.camerad.driver.sim.scene;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.camerad.driver.Image;
import org.camerad.driver.Osd;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.Video;

/**
 * Everything that determines one picture of the simulated camera. The same view of the
 * same scene gives the same picture, byte for byte.
 *
 * @param video the stream's settings: the size, and the bit rate, which determines the
 * quality
 * @param number frame number
 * @param time the camera's time
 * @param offset the camera's time zone
 * @param position position of head and lens
 * @param image settings such as brightness
 * @param osd texts in the picture
 */
public record View(Video video, long number, Instant time, ZoneOffset offset, PtzPosition position, Image image,
		Osd osd) {

	/** Returns this view at an earlier time. */
	public View earlier(Duration by) {
		return new View(this.video, this.number, this.time.minus(by), this.offset, this.position, this.image, this.osd);
	}

}
