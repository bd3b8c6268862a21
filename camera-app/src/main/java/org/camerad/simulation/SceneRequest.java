package org.camerad.simulation;

import java.time.Duration;

import org.camerad.driver.simulation.Simulation;

/** A request that plays, pauses, steps or seeks the scene. */
final class SceneRequest {

	private SceneRequest() {
	}

	static void apply(JsonFields fields, Simulation simulation) {
		String action = fields.text("action").orElse("");
		switch (action) {
			case "play", "pause" -> {
				fields.requireAllRead();
				simulation.play("play".equals(action));
			}
			case "step" -> {
				Duration by = fields.time("by")
					.orElseThrow(() -> new RejectedRequestException("by: a time is expected"));
				fields.requireAllRead();
				simulation.step(by);
			}
			case "seek" -> {
				Duration to = fields.time("to")
					.orElseThrow(() -> new RejectedRequestException("to: a time is expected"));
				fields.requireAllRead();
				simulation.seek(to);
			}
			default -> throw new RejectedRequestException("action: play, pause, step or seek is expected");
		}
	}

}
