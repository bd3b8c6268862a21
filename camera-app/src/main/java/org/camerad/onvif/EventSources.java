package org.camerad.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.camerad.audio.AudioSettings;
import org.camerad.driver.Camera;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.PartStatus;
import org.camerad.motion.MotionSettings;
import org.camerad.settings.SettingsGroup;
import org.camerad.thread.SharedTimer;
import org.camerad.video.VideoSettings;
import org.jspecify.annotations.Nullable;

/**
 * The events of a camera: motion, the state of its sensor, the time of its start and
 * changes of its configurations. Any thread.
 */
final class EventSources implements EventSubscriptions.Source {

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	/** The parts without which there are no pictures. */
	private static final Set<String> PICTURE_PARTS = Set.of("sensor", "video", "streamer");

	/** The type and the token of what a group of the contract's settings configures. */
	private static final Map<SettingsGroup<?>, List<String>> CONFIGURATIONS = Map.of(VideoSettings.MAIN,
			List.of(MediaTokens.MAIN, "VideoEncoder"), VideoSettings.SUB, List.of(MediaTokens.SUB, "VideoEncoder"),
			AudioSettings.AUDIO, List.of(MediaTokens.AUDIO_ENCODER, "AudioEncoder"), MotionSettings.MOTION,
			List.of(MotionTokens.ANALYTICS_CONFIGURATION, "Analytics"));

	private final OnvifParts parts;

	private final EventSubscriptions subscriptions;

	private final Consumer<MotionEvent> motionListener = this::onMotion;

	private final Supplier<MotionRule> rule;

	/** The state of the rule, which {@link #motion} is without. */
	private final EventMotion ruleMotion;

	private boolean motion;

	private boolean signalLost;

	private boolean sceneChanged;

	/** Null while there are no subscriptions. */
	private @Nullable Future<?> poll;

	EventSources(OnvifParts parts, OnvifSettings settings) {
		this.parts = parts;
		this.subscriptions = parts.events();
		this.rule = () -> MotionRule.of(settings);
		this.ruleMotion = new EventMotion(this.subscriptions, this.rule,
				(active) -> this.subscriptions.publish(List.of(cells(now(), active))));
		parts.settings().setOnChanged(this::onSettingsChanged);
	}

	/** Returns the topics of this camera. */
	Set<EventTopic> topics() {
		Set<EventTopic> topics = EnumSet.allOf(EventTopic.class);
		Optional<Camera> camera = this.parts.calls().present();
		topics.removeIf((topic) -> !topic.isOf(camera));
		return topics;
	}

	@Override
	public void start() {
		this.parts.motion().add(this.motionListener);
		MotionEvent current = this.parts.motion().current();
		this.motion = current != null && current.active();
		this.ruleMotion.start(current);
		this.signalLost = isSignalLost();
		this.sceneChanged = isSceneChanged();
		this.poll = SharedTimer.repeat(POLL_INTERVAL, this::pollSensor);
	}

	@Override
	public void stop() {
		this.parts.motion().remove(this.motionListener);
		this.ruleMotion.stop();
		if (this.poll != null) {
			this.poll.cancel(false);
		}
	}

	@Override
	public List<EventMessage> states() {
		Instant now = now();
		List<EventMessage> states = new ArrayList<>();
		states.add(cells(now, this.ruleMotion.isTold()));
		states.add(source(EventTopic.MOTION_ALARM, now, this.motion));
		states.add(source(EventTopic.SIGNAL_LOSS, now, this.signalLost));
		states.add(source(EventTopic.SCENE_CHANGE, now, this.sceneChanged));
		Instant started = now.minus(this.parts.uptime().get()).truncatedTo(ChronoUnit.SECONDS);
		states.add(EventMessage.of(EventTopic.LAST_REBOOT, now, List.of(), List.of(started.toString())));
		return states;
	}

	private Instant now() {
		return this.parts.now().truncatedTo(ChronoUnit.MILLIS);
	}

	private EventMessage cells(Instant time, boolean active) {
		return EventMessage.motion(time, this.rule.get().name(), active);
	}

	private static EventMessage source(EventTopic topic, Instant time, boolean state) {
		return EventMessage.of(topic, time, List.of(MediaTokens.VIDEO_SOURCE), List.of(String.valueOf(state)));
	}

	private void onMotion(MotionEvent event) {
		synchronized (this.subscriptions) {
			this.ruleMotion.follow(event);
			if (this.motion != event.active()) {
				this.motion = event.active();
				Instant time = event.time().truncatedTo(ChronoUnit.MILLIS);
				this.subscriptions.publish(List.of(source(EventTopic.MOTION_ALARM, time, this.motion)));
			}
		}
	}

	private void pollSensor() {
		boolean lost = isSignalLost();
		boolean changed = isSceneChanged();
		synchronized (this.subscriptions) {
			if (this.signalLost != lost) {
				this.signalLost = lost;
				this.subscriptions.publish(List.of(source(EventTopic.SIGNAL_LOSS, now(), lost)));
			}
			if (this.sceneChanged != changed) {
				this.sceneChanged = changed;
				this.subscriptions.publish(List.of(source(EventTopic.SCENE_CHANGE, now(), changed)));
			}
		}
	}

	private boolean isSignalLost() {
		return this.parts.calls()
			.present()
			.map((camera) -> camera.status()
				.stream()
				.anyMatch((part) -> PICTURE_PARTS.contains(part.part()) && part.state() == PartStatus.State.FAILED))
			.orElse(true);
	}

	/** Returns whether the sensor has pictures that are not right, such as black ones. */
	private boolean isSceneChanged() {
		return this.parts.calls()
			.present()
			.stream()
			.flatMap((camera) -> camera.status().stream())
			.anyMatch((part) -> part.part().equals("sensor") && part.state() == PartStatus.State.IMPAIRED);
	}

	private void onSettingsChanged(SettingsGroup<?> group) {
		List<String> configuration = CONFIGURATIONS.get(group);
		if (configuration != null) {
			this.parts.tellConfigurationChanged(configuration.get(0), configuration.get(1));
		}
	}

}
