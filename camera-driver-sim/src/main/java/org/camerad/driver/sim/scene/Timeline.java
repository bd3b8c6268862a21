package org.camerad.driver.sim.scene;

import java.time.Duration;
import java.time.Instant;

/**
 * Which moment of the scene the camera sees: the scene is a film that can be played,
 * paused, stepped and sought while the camera's clock goes on. At first it plays, and the
 * moment is the camera's time since 1970, so that the same time is always the same
 * moment. Any thread.
 */
public final class Timeline {

	private volatile State state = new State(true, 0, 0);

	/**
	 * @param playing whether it goes on
	 * @param camera a moment of the camera's clock, milliseconds
	 * @param scene the moment of the scene that belongs to it, milliseconds
	 */
	private record State(boolean playing, long camera, long scene) {

		long at(long now) {
			return this.playing ? this.scene + (now - this.camera) : this.scene;
		}

	}

	/** The moment of the scene that the camera sees at a time of its clock, in ms. */
	public long at(Instant now) {
		return this.state.at(now.toEpochMilli());
	}

	/** Whether the scene goes on with the clock. */
	public boolean isPlaying() {
		return this.state.playing;
	}

	/** Goes on from where it stands. */
	public synchronized void play(Instant now) {
		this.state = new State(true, now.toEpochMilli(), at(now));
	}

	/** Stands still. */
	public synchronized void pause(Instant now) {
		this.state = new State(false, now.toEpochMilli(), at(now));
	}

	/** Moves on (or back) by a while; stands still or plays as before. */
	public synchronized void step(Instant now, Duration by) {
		this.state = new State(isPlaying(), now.toEpochMilli(), at(now) + by.toMillis());
	}

	/** Goes to a moment of the scene; stands still or plays as before. */
	public synchronized void seek(Instant now, Duration to) {
		this.state = new State(isPlaying(), now.toEpochMilli(), to.toMillis());
	}

}
