package org.camerad.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiRequest;
import org.camerad.cgi.Decision;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.cgi.XmlElement;
import org.camerad.device.Device;
import org.camerad.device.Effect;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.ClockSettings.Source;
import org.camerad.driver.IntRange;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.SettingsGroup.Column;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The camera's clock (contract 3.8). */
@RestController
class TimeController {

	private static final Set<String> ZONES = Set.of("GMT+00:00", "GMT+01:00", "GMT+02:00", "GMT+03:00", "GMT+03:30",
			"GMT+04:00", "GMT+04:30", "GMT+05:00", "GMT+05:30", "GMT+05:45", "GMT+06:00", "GMT+06:30", "GMT+07:00",
			"GMT+08:00", "GMT+09:00", "GMT+09:30", "GMT+10:00", "GMT+11:00", "GMT+12:00", "GMT+13:00", "GMT-01:00",
			"GMT-02:00", "GMT-03:00", "GMT-03:30", "GMT-04:00", "GMT-04:30", "GMT-05:00", "GMT-06:00", "GMT-07:00",
			"GMT-08:00", "GMT-09:00", "GMT-10:00", "GMT-11:00", "GMT-12:00");

	private static final List<String> CLOCK = List.of("year", "month", "day", "hour", "min", "sec");

	private static final DateTimeFormatter CURRENT_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss",
			Locale.ROOT);

	private static final Parameter<String> TIMEZONE = Parameter
		.<String>of("timezone", (text, decision) -> Optional.of(text).filter(ZONES::contains))
		.initially("GMT+08:00");

	/** Kept in the case in which it came. Setting the clock needs MANUAL. */
	private static final Parameter<String> UPDATE_METHOD = Parameter
		.<String>of("update_method",
				(text, decision) -> method(text).filter((source) -> mayBe(source, decision)).map((source) -> text))
		.fitting(TimeController::keptMethod)
		.initially("MANUAL");

	private static final Parameter<Integer> YEAR = clock("year", 1970, 2099);

	private static final Parameter<Integer> MONTH = clock("month", 1, 12);

	private static final Parameter<Integer> DAY = Parameter
		.range("day",
				(decision) -> new IntRange(1, YearMonth.of(decision.get(YEAR), decision.get(MONTH)).lengthOfMonth()))
		.requiredWhen(TimeController::setsClock);

	private static final Parameter<Integer> HOUR = clock("hour", 0, 23);

	private static final Parameter<Integer> MINUTE = clock("min", 0, 59);

	private static final Parameter<Integer> SECOND = clock("sec", 0, 59);

	private static final Parameter<String> NTP_ADDRESS = Parameter
		.<String>of("ntpaddr", (text, decision) -> Optional.of(text).filter(HostName::isValid))
		.initially("pool.ntp.org");

	/** 123 is the document's own example, though not in its list. */
	private static final Parameter<Integer> PORT = Parameter
		.listed("port", new IntRange(80, 80), new IntRange(123, 123), new IntRange(1000, 65535))
		.initially(123);

	private static final SettingsGroup<ClockSettings> TIME = SettingsGroup
		.of("time", Table.of(TIMEZONE, UPDATE_METHOD, YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, NTP_ADDRESS, PORT),
				TimeController::clockSettings, Camera::clock)
		.answering(Column.of(TIMEZONE), Column.of(UPDATE_METHOD), Column.of(NTP_ADDRESS), Column.of(PORT),
				new Column("current_time", TimeController::currentTime));

	private final Device device;

	TimeController(Device device) {
		this.device = device;
	}

	@Bean
	static SettingsGroup<ClockSettings> timeSettings() {
		return TIME;
	}

	@GetMapping("/cgi-bin/time")
	XmlElement time(CgiRequest request) {
		Camera camera = this.device.camera();
		if (TIME.table().isPassed(request.query())) {
			request.admitChange();
			TIME.requirePart(camera);
			this.device.change(TIME, request.query(), effect(camera.clock().orElseThrow()));
		}
		return this.device.show(TIME);
	}

	/** Going back gives the clock the time that it would have by then. */
	private Effect effect(ClockControl clock) {
		Instant before = clock.now();
		long start = System.nanoTime();
		return new Effect() {

			private boolean set;

			@Override
			public void apply(Values values) throws CameraException {
				TimeController.this.device.apply(TIME, values);
				Instant wanted = wanted(values);
				if (wanted != null) {
					setClock(clock, wanted);
					this.set = true;
				}
				else if (this.set) {
					setClock(clock, before.plus(Duration.ofNanos(System.nanoTime() - start)));
				}
			}

		};
	}

	private void setClock(ClockControl clock, Instant now) {
		this.device.call("time", () -> {
			clock.set(now);
			return now;
		});
	}

	private static @Nullable Instant wanted(Values values) {
		Integer year = values.find(YEAR);
		return (year == null) ? null
				: LocalDateTime
					.of(year, values.get(MONTH), values.get(DAY), values.get(HOUR), values.get(MINUTE),
							values.get(SECOND))
					.toInstant(offset(values));
	}

	private static String currentTime(Values values, @Nullable Camera camera) {
		Optional<ClockControl> clock = (camera == null) ? Optional.empty() : camera.clock();
		Instant now = clock.orElseThrow(CgiFault::deviceError).now();
		return CURRENT_TIME.format(now.atOffset(offset(values)));
	}

	private static ClockSettings clockSettings(Values values) {
		return new ClockSettings(offset(values), method(values.get(UPDATE_METHOD)).orElseThrow(),
				values.get(NTP_ADDRESS), values.get(PORT));
	}

	private static ZoneOffset offset(Values values) {
		return ZoneOffset.of(values.get(TIMEZONE).substring("GMT".length()));
	}

	private static Parameter<Integer> clock(String name, int min, int max) {
		return Parameter.range(name, min, max).requiredWhen(TimeController::setsClock);
	}

	private static boolean setsClock(Decision decision) {
		return CLOCK.stream().anyMatch((name) -> decision.passes(name));
	}

	/** Upper or lower case, not a mixture. */
	private static Optional<Source> method(String text) {
		return Stream.of(Source.values())
			.filter((source) -> source.name().equals(text) || source.name().toLowerCase(Locale.ROOT).equals(text))
			.findFirst();
	}

	private static boolean mayBe(Source source, Decision decision) {
		return source == Source.MANUAL || !setsClock(decision);
	}

	private static String keptMethod(String kept, Decision decision) {
		if (!mayBe(method(kept).orElseThrow(), decision)) {
			throw CgiFault.of("update_method error");
		}
		return kept;
	}

}
