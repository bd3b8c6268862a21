package org.camerad.driver.sim.scene;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.camerad.driver.Image;
import org.camerad.driver.Osd;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.Video;

/**
 * All that decides what one picture of the simulated camera shows. The same view of the
 * same scene is the same picture, byte for byte.
 *
 * @param video the stream's settings: size, and the bit rate that decides the quality
 * @param number the frame's number
 * @param time the camera's time
 * @param offset the camera's time zone
 * @param position where head and lens stand
 * @param image brightness and the like
 * @param osd the text in the picture
 */
public record View(Video video, long number, Instant time, ZoneOffset offset, PtzPosition position, Image image,
		Osd osd) {

	/** The same view a while ago. */
	public View earlier(Duration by) {
		return new View(this.video, this.number, this.time.minus(by), this.offset, this.position, this.image, this.osd);
	}

}
