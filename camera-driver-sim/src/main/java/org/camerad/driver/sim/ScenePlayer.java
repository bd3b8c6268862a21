package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.camerad.driver.simulation.SceneStatus;
import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.sim.fault.SceneClock;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.sim.scene.Timeline;

/**
 * The scene in front of the camera and the clock that drives it. Thread-safe.
 */
final class ScenePlayer implements SceneClock {

	private final Scene scene;

	private final Timeline timeline;

	private final VirtualClock time;

	private final Runnable onChange;

	/**
	 * @param onChange called when the camera sees another moment of the scene
	 */
	ScenePlayer(Scene scene, Timeline timeline, VirtualClock time, Runnable onChange) {
		this.scene = scene;
		this.timeline = timeline;
		this.time = time;
		this.onChange = onChange;
	}

	@Override
	public long millisIntoLoop() {
		return (long) this.scene.millisIntoLoop(this.timeline.at(this.time.now()));
	}

	@Override
	public long loopMillis() {
		return (long) (this.scene.lengthSeconds() * 1000);
	}

	SceneStatus state() {
		return new SceneStatus(this.scene.name(), this.timeline.isPlaying(), Duration.ofMillis(millisIntoLoop()),
				Duration.ofMillis(loopMillis()));
	}

	void play(boolean on) {
		if (on) {
			this.timeline.play(this.time.now());
		}
		else {
			this.timeline.pause(this.time.now());
		}
		this.onChange.run();
	}

	void step(Duration by) {
		this.timeline.step(this.time.now(), by);
		this.onChange.run();
	}

	void seek(Duration to) {
		this.timeline.seek(this.time.now(), to);
		this.onChange.run();
	}

	Instant time() {
		return this.time.now();
	}

	void setTime(Instant now) throws CameraException {
		try {
			this.time.set(now);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the time cannot be stored: " + ex, ex);
		}
		this.onChange.run();
	}

}
