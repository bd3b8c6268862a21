package org.camerad.driver.sim.scene;

/**
 * Something that befalls the whole picture for a while in each round of the scene.
 *
 * @param kind what
 * @param startSeconds seconds since the round began
 * @param durationSeconds seconds
 * @param strength light: factor, 1 the usual; rain: 0 none to 1 a downpour; shake:
 * degrees
 */
public record SceneEvent(Kind kind, double startSeconds, double durationSeconds, double strength) {

	/** What can happen. */
	public enum Kind {

		/** More light, or less: a headlight, a cloud. */
		LIGHT,
		/** Rain. */
		RAIN,
		/** The pole that carries the camera shakes. */
		SHAKE

	}

	boolean isActive(double seconds) {
		return seconds >= this.startSeconds && seconds < this.startSeconds + this.durationSeconds;
	}

}
