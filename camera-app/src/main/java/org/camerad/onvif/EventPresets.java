package org.camerad.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.camerad.camera.CameraFailure;
import org.camerad.driver.PtzPosition;
import org.camerad.ptz.PtzListener;
import org.camerad.thread.SerialExecutor;
import org.camerad.thread.SharedTimer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of presets. A head that reports its position has reached a preset when it
 * stands still; another head is never known to have. Any thread.
 */
final class EventPresets implements PtzListener {

	private static final Logger logger = LoggerFactory.getLogger(EventPresets.class);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

	/** The number of equal positions in a row that show that the head stands still. */
	private static final int STILL_POLLS = 3;

	/** The number of polls after which a head has not arrived. */
	private static final int MAX_POLLS = 240;

	private final OnvifParts parts;

	private final PtzPresetNames names;

	private final SerialExecutor executor = new SerialExecutor("onvif-presets", 1);

	/** The preset to which the head moves, 0 for none. */
	private int moving;

	/** The preset at which the head is, 0 for none. */
	private int reached;

	private @Nullable Future<?> poll;

	private @Nullable PtzPosition last;

	private int stillPolls;

	private int polls;

	EventPresets(OnvifParts parts, PtzPresetNames names) {
		this.parts = parts;
		this.names = names;
	}

	@Override
	public synchronized void onPreset(int number) {
		leave();
		// Clients do not know the number of the home position.
		if (!this.parts.events().areThere() || this.names.home().orElse(0) == number) {
			return;
		}
		publish(EventTopic.PRESET_INVOKED, number);
		this.moving = number;
		this.polls = 0;
		this.stillPolls = 0;
		this.last = null;
		this.poll = SharedTimer.repeat(POLL_INTERVAL, this::schedule);
	}

	@Override
	public synchronized void onMove() {
		leave();
	}

	private void leave() {
		if (this.moving != 0) {
			end(EventTopic.PRESET_ABORTED);
		}
		if (this.reached != 0) {
			publish(EventTopic.PRESET_LEFT, this.reached);
			this.reached = 0;
		}
	}

	/** Ends the watch of a movement. */
	private void end(EventTopic outcome) {
		publish(outcome, this.moving);
		stopWatching();
	}

	private void stopWatching() {
		this.moving = 0;
		if (this.poll != null) {
			this.poll.cancel(false);
			this.poll = null;
		}
	}

	private void schedule() {
		try {
			this.executor.execute(this::watch);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the head is still being asked for its position");
		}
	}

	private void watch() {
		Optional<PtzPosition> position = position();
		synchronized (this) {
			if (this.moving == 0) {
				return;
			}
			if (position.isEmpty()) {
				stopWatching();
				return;
			}
			this.stillPolls = position.get().equals(this.last) ? this.stillPolls + 1 : 1;
			this.last = position.get();
			if (this.stillPolls >= STILL_POLLS) {
				this.reached = this.moving;
				end(EventTopic.PRESET_REACHED);
			}
			else if (++this.polls >= MAX_POLLS) {
				end(EventTopic.PRESET_ABORTED);
			}
		}
	}

	private Optional<PtzPosition> position() {
		try {
			return this.parts.calls().ptzPosition().filter((known) -> Double.isFinite(known.panDegrees()));
		}
		catch (CameraFailure ex) {
			return Optional.empty();
		}
	}

	private void publish(EventTopic topic, int number) {
		Instant now = this.parts.now().truncatedTo(ChronoUnit.MILLIS);
		String name = this.names.all().getOrDefault(number, "Preset " + number);
		this.parts.events()
			.publish(List
				.of(EventMessage.of(topic, now, List.of(MediaTokens.PTZ), List.of(String.valueOf(number), name))));
	}

}
