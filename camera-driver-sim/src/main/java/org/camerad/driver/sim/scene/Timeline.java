package org.camerad.driver.sim.scene;

import java.time.Duration;
import java.time.Instant;

/**
 * The moment of the scene that the camera sees. The scene can be played, paused, stepped
 * and sought like a film while the camera's clock goes on. At first it plays, and the
 * moment is the camera's time since 1970, so the same time always shows the same moment.
 * Thread-safe.
 */
public final class Timeline {

	private volatile State state = new State(true, 0, 0);

	/**
	 * @param playing whether the scene plays
	 * @param camera a moment of the camera's clock, milliseconds
	 * @param scene the corresponding moment of the scene, milliseconds
	 */
	private record State(boolean playing, long camera, long scene) {

		long at(long now) {
			return this.playing ? this.scene + (now - this.camera) : this.scene;
		}

	}

	/**
	 * Returns the moment of the scene at a time of the camera's clock, in milliseconds.
	 */
	public long at(Instant now) {
		return this.state.at(now.toEpochMilli());
	}

	/** Returns whether the scene plays. */
	public boolean isPlaying() {
		return this.state.playing;
	}

	/** Plays from the current moment on. */
	public synchronized void play(Instant now) {
		this.state = new State(true, now.toEpochMilli(), at(now));
	}

	/** Pauses at the current moment. */
	public synchronized void pause(Instant now) {
		this.state = new State(false, now.toEpochMilli(), at(now));
	}

	/** Steps forward or back; playing or paused as before. */
	public synchronized void step(Instant now, Duration by) {
		this.state = new State(isPlaying(), now.toEpochMilli(), at(now) + by.toMillis());
	}

	/** Goes to a moment of the scene; playing or paused as before. */
	public synchronized void seek(Instant now, Duration to) {
		this.state = new State(isPlaying(), now.toEpochMilli(), to.toMillis());
	}

}
