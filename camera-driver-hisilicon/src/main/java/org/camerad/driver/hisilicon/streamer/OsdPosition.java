package org.camerad.driver.hisilicon.streamer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camerad.driver.Osd;
import org.camerad.driver.Setting;

/**
 * The keys of the position of the OSD line: an anchor with offsets, or a proportional
 * position.
 *
 * @param schema the keys that the streamer has
 */
record OsdPosition(ConfigSchema schema) {

	private static final String ANCHOR = "osd.anchor";

	/** The anchor from which offsets in percent count. */
	private static final String CORNER = "top-left";

	private static final String PROPORTIONAL = "proportional";

	private static final String OFFSET_X = "osd.offsetX";

	private static final String OFFSET_Y = "osd.offsetY";

	private static final List<String> KEYS = List.of(ANCHOR, OFFSET_X, OFFSET_Y, "osd.posX", "osd.posY");

	private static final Pattern PERCENT = Pattern.compile("(100|[1-9]?[0-9])%");

	private static final List<List<String>> ANCHORS = List.of(List.of("top-left", "top", "top-right"),
			List.of("left", "center", "right"), List.of("bottom-left", "bottom", "bottom-right"));

	/** Returns the keys and values of a position. */
	Map<String, String> write(Osd.Position position) {
		if (position instanceof Osd.Percent percent) {
			return hasPercentOffsets()
					? Map.of(ANCHOR, CORNER, OFFSET_X, percent.x() + "%", OFFSET_Y, percent.y() + "%")
					: proportional(percent.x(), percent.y());
		}
		Osd.Anchor anchor = (Osd.Anchor) position;
		String name = ANCHORS.get(anchor.y()).get(anchor.x());
		return this.schema.options(ANCHOR).contains(name) ? Map.of(ANCHOR, name, OFFSET_X, "0", OFFSET_Y, "0")
				: proportional(anchor.x() * 50, anchor.y() * 50);
	}

	/** Returns whether offsets may be exact percentages instead of 32 steps. */
	private boolean hasPercentOffsets() {
		return this.schema.options(ANCHOR).contains(CORNER) && Stream.of(OFFSET_X, OFFSET_Y)
			.allMatch((key) -> this.schema.key(key).filter((offset) -> offset.accepts("33%")).isPresent());
	}

	private Map<String, String> proportional(int x, int y) {
		Map<String, String> keys = new TreeMap<>(Map.of("osd.posX", String.valueOf(UnitConversions.position(x)),
				"osd.posY", String.valueOf(UnitConversions.position(y))));
		if (this.schema.has(ANCHOR)) {
			keys.put(ANCHOR, PROPORTIONAL);
		}
		return keys;
	}

	/** Returns the position that the configuration tells. */
	Osd.Position tell(ToldSettings told, Osd.Position known) {
		KEYS.forEach((key) -> told.markLost(Setting.OSD_TITLE_POSITION, key));
		if (told.holds(write(known))) {
			return known;
		}
		Osd.Position position = read(told).orElse(known);
		if (!told.holds(write(position))) {
			told.markOutside(Setting.OSD_TITLE_POSITION, format(told));
		}
		return position;
	}

	private static Optional<Osd.Position> read(ToldSettings told) {
		String name = told.text(ANCHOR).orElse(PROPORTIONAL);
		Optional<Integer> left = percent(told, OFFSET_X);
		Optional<Integer> top = percent(told, OFFSET_Y);
		if (name.equals(CORNER) && left.isPresent() && top.isPresent()) {
			return Optional.of(new Osd.Percent(left.get(), top.get()));
		}
		for (int y = 0; y < ANCHORS.size(); y++) {
			int x = ANCHORS.get(y).indexOf(name);
			if (x >= 0) {
				return Optional.of(new Osd.Anchor(x, y));
			}
		}
		Optional<Integer> x = told.text("osd.posX").flatMap(Numbers::whole);
		Optional<Integer> y = told.text("osd.posY").flatMap(Numbers::whole);
		return (x.isEmpty() || y.isEmpty()) ? Optional.empty() : Optional
			.of(new Osd.Percent(UnitConversions.positionBack(x.get()), UnitConversions.positionBack(y.get())));
	}

	private static Optional<Integer> percent(ToldSettings told, String key) {
		return told.text(key)
			.map(PERCENT::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> Integer.valueOf(matcher.group(1)));
	}

	private static String format(ToldSettings told) {
		StringBuilder text = new StringBuilder();
		KEYS.forEach((key) -> told.text(key)
			.ifPresent((value) -> text.append(text.isEmpty() ? "" : ";").append(key).append('=').append(value)));
		return text.toString();
	}

	/** Parses the text of a position outside the contract. */
	static Map<String, String> parse(String text) {
		Map<String, String> keys = new TreeMap<>();
		Arrays.stream(text.split(";"))
			.map((pair) -> pair.split("=", 2))
			.filter((pair) -> pair.length == 2 && KEYS.contains(pair[0]))
			.forEach((pair) -> keys.put(pair[0], pair[1]));
		return keys;
	}

}
