package org.camerad.camera;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import org.camerad.cgi.Parameter;
import org.camerad.cgi.Values;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of changes that somebody else has made in the hardware, and the last one of
 * each group for health. Any thread.
 */
final class ForeignChangeLog {

	private static final Logger logger = LoggerFactory.getLogger(ForeignChangeLog.class);

	private static final int MAX_TEXT = 120;

	/** The last change of each group, by name. */
	private final Map<String, Entry> last = new ConcurrentSkipListMap<>();

	private record Entry(Instant time, String text) {
	}

	/**
	 * Returns the last change of each group in one line; empty if there was none.
	 */
	Optional<String> last() {
		return this.last.isEmpty() ? Optional.empty()
				: Optional.of(this.last.values()
					.stream()
					.map((entry) -> entry.time() + " " + entry.text())
					.collect(Collectors.joining(" | ")));
	}

	/** Records a change. A change that repeats the last one is logged at debug only. */
	void record(SettingsGroup<?> group, String differences, boolean adopted) {
		String text = group.name() + " was changed in the hardware, not through this service: " + differences + "; "
				+ (adopted ? "adopted" : "restoring the settings of this service");
		Entry before = this.last.put(group.name(), new Entry(Instant.now().truncatedTo(ChronoUnit.SECONDS), text));
		logger.atLevel((before != null && before.text().equals(text)) ? Level.DEBUG : Level.WARN).log(text);
	}

	/** Returns the differences of settings in one line. */
	static String differences(SettingsGroup<?> group, Set<Setting> settings, Values before, Values now,
			Map<Setting, String> ownBefore, Map<Setting, String> ownNow) {
		StringJoiner differences = new StringJoiner(", ");
		for (Parameter<?> row : group.table().rows()) {
			Setting setting = row.setting();
			if (setting != null && settings.contains(setting)) {
				String former = ownBefore.getOrDefault(setting, show(row, before));
				String present = ownNow.getOrDefault(setting, show(row, now));
				if (!former.equals(present)) {
					differences.add(row.name() + " " + printable(former) + " -> " + printable(present));
				}
			}
		}
		return differences.toString();
	}

	private static <V> String show(Parameter<V> row, Values values) {
		V value = values.find(row);
		return (value == null) ? "none" : row.show(value);
	}

	/**
	 * Replaces characters of the hardware that could forge a line of the log, and cuts
	 * long texts.
	 */
	private static String printable(String text) {
		String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
		return (line.length() <= MAX_TEXT) ? line : line.substring(0, MAX_TEXT) + "…";
	}

	/** Returns a note on values that the contract cannot express; empty without any. */
	static String outside(Map<Setting, String> own) {
		if (own.isEmpty()) {
			return "";
		}
		StringJoiner texts = new StringJoiner(", ", "; shown as the nearest value and left as they are: ", "");
		own.forEach((setting, text) -> texts.add(setting.name().toLowerCase(Locale.ROOT) + " " + printable(text)));
		return texts.toString();
	}

}
