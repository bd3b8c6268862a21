package org.camerad.driver.sim.scene;

/**
 * A change of the whole picture for some time in each loop of the scene.
 *
 * @param kind the kind of change
 * @param startSeconds seconds since the loop began
 * @param durationSeconds seconds
 * @param strength light: a factor, 1 is normal; rain: 0 to 1; shake: degrees
 */
public record SceneEvent(Kind kind, double startSeconds, double durationSeconds, double strength) {

	/** The kind of an event. */
	public enum Kind {

		/** More or less light, as from a headlight or a cloud. */
		LIGHT,
		/** Rain. */
		RAIN,
		/** Shakes of the pole that carries the camera. */
		SHAKE

	}

	boolean isActive(double seconds) {
		return seconds >= this.startSeconds && seconds < this.startSeconds + this.durationSeconds;
	}

}
