package org.camerad.driver.support.pelcod;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.IntRange;
import org.camerad.driver.support.pelcod.PelcoDSettings.Turbo;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/** The properties {@code ptz.*} of a Pelco-D head, the same for every driver. */
public final class PelcoDProperties {

	private static final IntRange NUMBERS = new IntRange(1, 255);

	private static final Pattern SPAN = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");

	private static final Property<Integer> ADDRESS = Property.of("ptz.address", PropertyKind.wholeNumber(NUMBERS), "1",
			"the head's address");

	private static final Property<Integer> BAUD = Property.of("ptz.baud",
			PropertyKind.words(List.of("2400", "4800", "9600")).map(Integer::valueOf), "2400", "bit/s of the line");

	private static final Property<Duration> REPEAT = Property.of("ptz.repeat", span(), "0s",
			"resend interval of a motion; `0s`: off");

	private static final Property<Duration> SPACING = Property.of("ptz.spacing", span(), "100ms",
			"interval between frames");

	private static final Property<Duration> REVERSAL_PAUSE = Property.of("ptz.reversal-pause", span(), "150ms",
			"rest before an axis reverses");

	private static final Property<Turbo> TURBO = Property.of("ptz.turbo", PropertyKind.words(turbos()).ignoringCase(),
			"off", "pan byte of speed 10: 3F (`off`), FF or 40");

	private static final Property<PresetNumbers.Policy> PRESETS = Property.of("ptz.presets",
			PropertyKind.words(PresetNumbers.Policy.class).ignoringCase(), "mapped",
			"what happens to presets with a reserved number");

	private static final Property<Set<Integer>> RESERVED_PRESETS = Property.of("ptz.reserved-presets",
			new PropertyKind<>("numbers such as 33,92-99, or none", PelcoDProperties::numbers), "33-46,90-105",
			"reserved numbers");

	private static final Property<Integer> HIGHEST_PRESET = Property.of("ptz.highest-preset",
			PropertyKind.wholeNumber(NUMBERS), "255", "highest number of the head");

	private static final Property<Boolean> ANSWERS = Property.of("ptz.answers", PropertyKind.flag(), "false",
			"whether the head reports its position");

	/** All properties, in the order of the documentation. */
	public static final List<Property<?>> ALL = List.of(ADDRESS, BAUD, REPEAT, SPACING, REVERSAL_PAUSE, TURBO, PRESETS,
			RESERVED_PRESETS, HIGHEST_PRESET, ANSWERS);

	private PelcoDProperties() {
	}

	/**
	 * Returns the settings of a head from a driver's configuration.
	 * @param values the configuration, read with a table that contains {@link #ALL}
	 */
	public static PelcoDSettings settings(PropertyValues values) {
		PresetNumbers presets = new PresetNumbers(values.get(PRESETS), values.get(RESERVED_PRESETS),
				values.get(HIGHEST_PRESET));
		return new PelcoDSettings(values.get(ADDRESS), values.get(BAUD), values.get(TURBO), values.get(REPEAT),
				values.get(SPACING), values.get(REVERSAL_PAUSE), presets, values.get(ANSWERS));
	}

	private static PropertyKind<Duration> span() {
		return PropertyKind.duration(Duration.ZERO, Duration.ofMinutes(1));
	}

	private static Map<String, Turbo> turbos() {
		Map<String, Turbo> turbos = new LinkedHashMap<>();
		turbos.put("off", Turbo.OFF);
		turbos.put("ff", Turbo.FF);
		turbos.put("40", Turbo.HEX_40);
		return turbos;
	}

	/** Parses numbers and ranges, such as 33,34,92-99. */
	private static Optional<Set<Integer>> numbers(String text) {
		Set<Integer> numbers = new HashSet<>();
		for (String each : text.equals("none") ? new String[0] : text.split(",", -1)) {
			Matcher matcher = SPAN.matcher(each.strip());
			if (!matcher.matches()) {
				return Optional.empty();
			}
			int first = Integer.parseInt(matcher.group(1));
			int last = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : first;
			if (!NUMBERS.contains(first) || !NUMBERS.contains(last) || first > last) {
				return Optional.empty();
			}
			for (int number = first; number <= last; number++) {
				numbers.add(number);
			}
		}
		return Optional.of(numbers);
	}

}
