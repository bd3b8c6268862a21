package org.camerad.driver.sim;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.SharedPublisher;

/**
 * The producer of the pictures of one stream. It makes a picture only while a subscriber
 * has demand for its number.
 */
final class PictureProducer implements Producer {

	private final SharedPublisher<Picture> pictures;

	private final SimStream stream;

	private final FrameCounter frames;

	PictureProducer(SharedPublisher<Picture> pictures, SimStream stream, FrameCounter frames) {
		this.pictures = pictures;
		this.stream = stream;
		this.frames = frames;
	}

	@Override
	public long delayNanos() {
		FrameCounter.Frame frame = this.frames.frame();
		if (this.pictures.hasDemandFor(frame.number())) {
			return 0;
		}
		return this.pictures.hasDemand() ? Math.max(1, frame.intervalNanos() - frame.ageNanos()) : NEVER;
	}

	@Override
	public void produce() throws CameraException {
		this.pictures.publish(this.stream.snapshot());
	}

}
