package org.camerad.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.ClockSettings.Source;
import org.camerad.driver.IntRange;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.SettingsGroup.Column;
import org.jspecify.annotations.Nullable;

/** The settings of the camera's clock (contract 3.8). */
public final class TimeSettings {

	private static final Set<String> ZONES = Set.of("GMT+00:00", "GMT+01:00", "GMT+02:00", "GMT+03:00", "GMT+03:30",
			"GMT+04:00", "GMT+04:30", "GMT+05:00", "GMT+05:30", "GMT+05:45", "GMT+06:00", "GMT+06:30", "GMT+07:00",
			"GMT+08:00", "GMT+09:00", "GMT+09:30", "GMT+10:00", "GMT+11:00", "GMT+12:00", "GMT+13:00", "GMT-01:00",
			"GMT-02:00", "GMT-03:00", "GMT-03:30", "GMT-04:00", "GMT-04:30", "GMT-05:00", "GMT-06:00", "GMT-07:00",
			"GMT-08:00", "GMT-09:00", "GMT-10:00", "GMT-11:00", "GMT-12:00");

	private static final List<String> CLOCK = List.of("year", "month", "day", "hour", "min", "sec");

	private static final DateTimeFormatter CURRENT_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss",
			Locale.ROOT);

	private static final Parameter<String> TIMEZONE = Parameter
		.<String>of("timezone", (text, context) -> Optional.of(text).filter(ZONES::contains))
		.within(Domain.options(ZONES.stream().sorted(Comparator.comparingInt(TimeSettings::seconds)).toList()))
		.initially("GMT+08:00")
		.needs(Setting.TIME_ZONE);

	/** Keeps the case in which it was sent. Setting the clock requires MANUAL. */
	private static final Parameter<String> UPDATE_METHOD = Parameter
		.<String>of("update_method",
				(text, context) -> method(text).filter((source) -> isAllowed(source, context)).map((source) -> text))
		.within(Domain.options(List.of("MANUAL", "NTP", "P2P", "manual", "ntp", "p2p")))
		.fitting(TimeSettings::keptMethod)
		.initially("MANUAL")
		.needs(Setting.TIME_SOURCE);

	private static final Parameter<Integer> YEAR = clock("year", 1970, 2099);

	private static final Parameter<Integer> MONTH = clock("month", 1, 12);

	private static final Parameter<Integer> DAY = Parameter
		.range("day", (context) -> new IntRange(1, YearMonth.of(context.get(YEAR), context.get(MONTH)).lengthOfMonth()))
		.withinRange(1, 31)
		.requiredWhen(TimeSettings::setsClock);

	private static final Parameter<Integer> HOUR = clock("hour", 0, 23);

	private static final Parameter<Integer> MINUTE = clock("min", 0, 59);

	private static final Parameter<Integer> SECOND = clock("sec", 0, 59);

	private static final Parameter<String> NTP_ADDRESS = Parameter
		.<String>of("ntpaddr", (text, context) -> Optional.of(text).filter(HostName::isValid))
		.within(Domain.length(253))
		.initially("pool.ntp.org")
		.needs(Setting.NTP_HOST);

	/** The contract's example uses 123, although its list does not contain it. */
	private static final List<IntRange> PORTS = List.of(new IntRange(80, 80), new IntRange(123, 123),
			new IntRange(1000, 65535));

	private static final Parameter<Integer> PORT = Parameter.listed("port", PORTS.toArray(IntRange[]::new))
		.initially(123)
		.needs(Setting.NTP_PORT);

	/** The settings group of the clock. */
	public static final SettingsGroup<ClockSettings> TIME = SettingsGroup
		.of("time", Table.of(TIMEZONE, UPDATE_METHOD, YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, NTP_ADDRESS, PORT),
				TimeSettings::clockSettings, Camera::clock)
		.readBy(TimeSettings::read)
		.withColumns(Column.of(TIMEZONE), Column.of(UPDATE_METHOD), Column.of(NTP_ADDRESS), Column.of(PORT),
				new Column("current_time", TimeSettings::currentTime, "2026-01-31 08:30:00"));

	private TimeSettings() {
	}

	private static Values read(ClockSettings clock, Values known) {
		boolean same = method(known.get(UPDATE_METHOD)).equals(Optional.of(clock.source()));
		return known.with(TIMEZONE, nearestZone(clock.offset()))
			.with(UPDATE_METHOD, same ? known.get(UPDATE_METHOD) : clock.source().name())
			.with(NTP_ADDRESS, HostName.isValid(clock.ntpHost()) ? clock.ntpHost() : known.get(NTP_ADDRESS))
			.with(PORT, PORTS.stream().anyMatch((range) -> range.contains(clock.ntpPort())) ? clock.ntpPort()
					: known.get(PORT));
	}

	private static String nearestZone(ZoneOffset offset) {
		return ZONES.stream()
			.min(Comparator.<String>comparingInt((zone) -> Math.abs(seconds(zone) - offset.getTotalSeconds()))
				.thenComparing(Comparator.naturalOrder()))
			.orElseThrow();
	}

	private static int seconds(String zone) {
		return ZoneOffset.of(zone.substring("GMT".length())).getTotalSeconds();
	}

	/** Returns the time that validated values set, null when they set none. */
	static @Nullable Instant requested(Values values) {
		Integer year = values.find(YEAR);
		return (year == null) ? null
				: LocalDateTime
					.of(year, values.get(MONTH), values.get(DAY), values.get(HOUR), values.get(MINUTE),
							values.get(SECOND))
					.toInstant(offset(values));
	}

	private static String currentTime(Values values, @Nullable Camera camera) {
		Optional<ClockControl> clock = (camera == null) ? Optional.empty() : camera.clock();
		Instant now = clock.orElseThrow(CameraFailure::unavailable).now();
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
		return Parameter.range(name, min, max).requiredWhen(TimeSettings::setsClock);
	}

	private static boolean setsClock(ValidationContext context) {
		return CLOCK.stream().anyMatch((name) -> context.passes(name));
	}

	/** Parses a source in upper or lower case, but not mixed. */
	private static Optional<Source> method(String text) {
		return Stream.of(Source.values())
			.filter((source) -> source.name().equals(text) || source.name().toLowerCase(Locale.ROOT).equals(text))
			.findFirst();
	}

	private static boolean isAllowed(Source source, ValidationContext context) {
		return source == Source.MANUAL || !setsClock(context);
	}

	private static String keptMethod(String kept, ValidationContext context) {
		if (!isAllowed(method(kept).orElseThrow(), context)) {
			throw new ParameterException("update_method error");
		}
		return kept;
	}

}
