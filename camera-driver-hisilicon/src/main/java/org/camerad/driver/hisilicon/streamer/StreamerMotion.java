package org.camerad.driver.hisilicon.streamer;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Flow;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionControl;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The motion detector of the streamer, with one sensitivity that follows day and night.
 * It has no threshold and no blocks. Its regions are left to the operator.
 */
final class StreamerMotion implements MotionControl {

	private static final System.Logger logger = System.getLogger(StreamerMotion.class.getName());

	private static final String ENABLED = "motionDetect.enabled";

	private static final String SENSITIVITY = "motionDetect.sensitivity";

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	private static final IntRange SENSITIVITIES = new IntRange(0, 8);

	private final Streamer streamer;

	private final MotionPoller poller;

	private volatile @Nullable Motion inEffect;

	private volatile boolean night;

	private StreamerMotion(Streamer streamer, Clock clock) {
		this.streamer = streamer;
		this.poller = new MotionPoller(streamer, clock);
	}

	static Optional<StreamerMotion> of(Streamer streamer, Clock clock) {
		return streamer.schema().has(ENABLED) ? Optional.of(new StreamerMotion(streamer, clock)) : Optional.empty();
	}

	@Override
	public Set<Setting> lacks() {
		Set<Setting> lacks = EnumSet.of(Setting.MOTION_THRESHOLD, Setting.MOTION_NIGHT_THRESHOLD,
				Setting.MOTION_BLOCKS);
		if (!this.streamer.schema().has(SENSITIVITY)) {
			lacks.add(Setting.MOTION_SENSITIVITY);
			lacks.add(Setting.MOTION_NIGHT);
		}
		if (!this.streamer.schema().hasSection("nightMode")) {
			lacks.add(Setting.MOTION_NIGHT);
		}
		return lacks;
	}

	@Override
	public void apply(Motion settings) throws CameraException {
		this.night = settings.nightEnabled() && isNight();
		write(settings);
		this.inEffect = settings;
		this.poller.detectIn(settings.enabled() ? settings.blocks() : null);
	}

	private void write(Motion settings) throws CameraException {
		Map<String, String> wanted = new TreeMap<>();
		wanted.put(ENABLED, String.valueOf(settings.enabled()));
		this.streamer.schema().key(SENSITIVITY).ifPresent((key) -> {
			int sensitivity = this.night ? settings.nightSensitivity() : settings.sensitivity();
			wanted.put(SENSITIVITY,
					String.valueOf(UnitConversions.percent(sensitivity, key.range().orElse(SENSITIVITIES))));
		});
		this.streamer.change(wanted, EffectCheck.UNOBSERVABLE);
	}

	/**
	 * Returns whether the streamer is in night mode; false if the build does not report
	 * it.
	 */
	private boolean isNight() {
		if (lacks().contains(Setting.MOTION_NIGHT)) {
			return false;
		}
		try {
			StreamerResponse response = this.streamer.http()
				.get("/metrics/night", REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
			return response.isSuccess() && StreamerMetrics.parse(response).value("night_enabled").orElse(0.0) > 0;
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.DEBUG, "the night mode is unknown", ex);
			return this.night;
		}
	}

	/** Applies the other sensitivity if the night mode changed. */
	void followNightMode() {
		Motion settings = this.inEffect;
		if (settings == null || !settings.enabled() || !settings.nightEnabled()) {
			return;
		}
		boolean dark = isNight();
		if (dark == this.night) {
			return;
		}
		boolean previous = this.night;
		this.night = dark;
		try {
			write(settings);
			logger.log(System.Logger.Level.INFO,
					"motion detection uses the sensitivity for the " + (dark ? "night" : "day"));
		}
		catch (CameraException ex) {
			this.night = previous;
			logger.log(System.Logger.Level.WARNING,
					"the sensitivity was not changed for day or night: " + ex.getMessage());
		}
	}

	MotionPoller poller() {
		return this.poller;
	}

	@Override
	public Flow.Publisher<MotionEvent> events() {
		return this.poller.events();
	}

}
