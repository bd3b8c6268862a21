package org.camerad.driver.hisilicon.streamer;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Current;
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

	private volatile boolean followsNight;

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
		if (!this.streamer.schema().hasSection("nightMode") || this.streamer.schema().rebuilds(Set.of(SENSITIVITY))) {
			// A rebuild at dusk and dawn would interrupt all streams.
			lacks.add(Setting.MOTION_NIGHT);
		}
		return lacks;
	}

	@Override
	public void apply(Motion settings) throws CameraException {
		change(Change.all(settings));
	}

	@Override
	public void change(Change<Motion> change) throws CameraException {
		Motion settings = change.settings();
		// Without a request the sensitivity stays the owner's, also at night.
		boolean follows = settings.nightEnabled() && change.requested().contains(Setting.MOTION_NIGHT);
		this.night = follows && isNight();
		NamedKeys<Motion> wanted = new NamedKeys<>(this.streamer.schema(), change);
		wanted.put(Setting.MOTION_ENABLED, ENABLED, String.valueOf(settings.enabled()));
		wanted.put(Setting.MOTION_SENSITIVITY, SENSITIVITY, sensitivity(settings));
		if (change.names(Setting.MOTION_NIGHT)) {
			wanted.putAlong(SENSITIVITY, sensitivity(settings));
		}
		if (wanted.isEmpty()) {
			this.streamer.http();
		}
		else {
			this.streamer.change(wanted.values(), EffectCheck.UNOBSERVABLE);
		}
		this.inEffect = settings;
		this.followsNight = follows;
		this.poller.detectIn(settings.enabled() ? settings.blocks() : null);
	}

	private String sensitivity(Motion settings) {
		return written(this.night ? settings.nightSensitivity() : settings.sensitivity());
	}

	private String written(int sensitivity) {
		return String.valueOf(UnitConversions.percent(sensitivity, scale()));
	}

	private IntRange scale() {
		return this.streamer.schema().key(SENSITIVITY).flatMap(SchemaKey::range).orElse(SENSITIVITIES);
	}

	@Override
	public Optional<Current<Motion>> current(Motion known) throws CameraException {
		ToldSettings told = new ToldSettings(this.streamer);
		told.markUnknown(Setting.MOTION_NIGHT);
		boolean enabled = told.tellFlag(Setting.MOTION_ENABLED, ENABLED, known.enabled());
		int sensitivity = told.tell(Setting.MOTION_SENSITIVITY, SENSITIVITY, known.sensitivity(), this::written,
				(text) -> Optional.of(text)
					.filter((held) -> isOfNight(held, known))
					.map((held) -> known.sensitivity())
					.or(() -> Numbers.whole(text).map((level) -> UnitConversions.percentBack(level, scale()))));
		if (isOfNight(told.text(SENSITIVITY).orElse(""), known)) {
			told.forgetOutside(Setting.MOTION_SENSITIVITY);
		}
		return Optional.of(told.current(new Motion(enabled, sensitivity, known.threshold(), known.nightEnabled(),
				known.nightSensitivity(), known.nightThreshold(), known.blocks())));
	}

	/** Returns whether this service has written a sensitivity for the night. */
	private boolean isOfNight(String held, Motion known) {
		return known.nightEnabled() && StreamerConfig.isSame(held, written(known.nightSensitivity())) && isNight();
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
		if (settings == null || !settings.enabled() || !this.followsNight) {
			return;
		}
		boolean dark = isNight();
		if (dark == this.night) {
			return;
		}
		boolean previous = this.night;
		this.night = dark;
		try {
			this.streamer.change(Map.of(SENSITIVITY, sensitivity(settings)), EffectCheck.UNOBSERVABLE);
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
