package org.camerad.driver.sim;

import org.camerad.driver.Image;
import org.camerad.driver.Osd;
import org.camerad.driver.Video;
import org.camerad.driver.sim.scene.Timeline;
import org.camerad.driver.sim.scene.View;

/**
 * The views of the camera as its clock, head, lens and settings are. Thread-safe.
 *
 * @param timeline the moment of the scene
 */
record SceneViews(SimClock clock, SimPtz ptz, VolatileSetting<Image> image, VolatileSetting<Osd> osd,
		Timeline timeline) implements SimStream.ViewProvider {

	@Override
	public View view(Video video, FrameCounter.Frame frame) {
		return new View(video, frame.number(), this.clock.now().minusNanos(frame.ageNanos()),
				this.clock.inEffect().offset(), this.ptz.actualPosition(), this.image.inEffect(), this.osd.inEffect());
	}

	@Override
	public long moment(View view) {
		return this.timeline.at(view.time());
	}

	/** Returns the view of this moment in the size of a stream. */
	View now(Video video) {
		return view(video, new FrameCounter.Frame(0, 0, 0, 1));
	}

}
