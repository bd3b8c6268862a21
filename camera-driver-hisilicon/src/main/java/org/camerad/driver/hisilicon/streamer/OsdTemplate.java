package org.camerad.driver.hisilicon.streamer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.Change;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;
import org.camerad.driver.TimeFormat;

/**
 * The template of the streamer's one OSD line, with {@code strftime} codes. The streamer
 * cuts the line at a code that it does not know. Therefore only codes from its own list
 * are written, and each percent sign of the title is doubled. Immutable.
 *
 * @param title the part before the first code, in the template's notation
 * @param time the part from the first code on
 */
record OsdTemplate(String title, String time) {

	private static final Map<TimeFormat, String> CODES = Map.of(TimeFormat.YEAR_MONTH_DAY_DASHES, "%Y-%m-%d %H:%M:%S",
			TimeFormat.YEAR_MONTH_DAY_SLASHES, "%Y/%m/%d %H:%M:%S", TimeFormat.SHORT_YEAR_MONTH_DAY_DASHES,
			"%y-%m-%d %H:%M:%S", TimeFormat.SHORT_YEAR_MONTH_DAY_SLASHES, "%y/%m/%d %H:%M:%S",
			TimeFormat.TIME_DAY_MONTH_YEAR_SLASHES, "%H:%M:%S %d/%m/%Y", TimeFormat.TIME_DAY_MONTH_YEAR_DASHES,
			"%H:%M:%S %d-%m-%Y", TimeFormat.TIME_MONTH_DAY_YEAR_SLASHES, "%H:%M:%S %m/%d/%Y",
			TimeFormat.TIME_MONTH_DAY_YEAR_DASHES, "%H:%M:%S %m-%d-%Y", TimeFormat.MONTH_DAY_YEAR_SLASHES,
			"%m/%d/%Y %H:%M:%S", TimeFormat.MONTH_DAY_YEAR_DASHES, "%m-%d-%Y %H:%M:%S");

	private static final String WEEK = " %a";

	private static final int MAX_TITLE_BYTES = 64;

	/** The title: doubled percent signs, and everything that is no percent sign. */
	private static final Pattern TITLE = Pattern.compile("(?:%%|[^%])*+");

	/** Splits a template at its first code. */
	static OsdTemplate parse(String template) {
		Matcher matcher = TITLE.matcher(template);
		int end = matcher.lookingAt() ? matcher.end() : 0;
		return new OsdTemplate(template.substring(0, end).strip(), template.substring(end));
	}

	/** Returns the template with the named settings of a change. */
	OsdTemplate with(Change<Osd> change) {
		String newTitle = change.own().getOrDefault(Setting.OSD_TITLE, escaped(change.settings().title()));
		return new OsdTemplate(change.names(Setting.OSD_TITLE) ? newTitle : this.title, time(change));
	}

	private String time(Change<Osd> change) {
		String own = change.own().get(Setting.OSD_TIME_FORMAT);
		if (own != null && change.names(Setting.OSD_TIME_FORMAT)) {
			return own;
		}
		boolean week = change.names(Setting.OSD_WEEK) ? change.settings().showWeek() : hasWeek();
		if (change.names(Setting.OSD_TIME_FORMAT)) {
			return time(change.settings().timeFormat(), week);
		}
		return (week == hasWeek()) ? this.time : (this.time.replaceAll("\\s*%[aA]", "") + (week ? WEEK : "")).strip();
	}

	private boolean hasWeek() {
		return this.time.contains("%a") || this.time.contains("%A");
	}

	/** Returns the template as text. */
	String text() {
		return (this.title.isEmpty() || this.time.isEmpty()) ? this.title + this.time : this.title + " " + this.time;
	}

	private static String escaped(String title) {
		return title.replace("%", "%%");
	}

	private static String time(TimeFormat format, boolean week) {
		return CODES.getOrDefault(format, "%c") + (week ? WEEK : "");
	}

	/**
	 * Returns known settings with title, time format and week as the template has them.
	 */
	static Osd tell(ToldSettings told, String key, Osd known) {
		for (Setting setting : new Setting[] { Setting.OSD_TITLE, Setting.OSD_TIME_FORMAT, Setting.OSD_WEEK }) {
			told.markLost(setting, key);
			if (told.text(key).isEmpty()) {
				told.markUnknown(setting);
			}
		}
		return parse(told.text(key).orElse("")).tell(told, known);
	}

	private Osd tell(ToldSettings told, Osd known) {
		String shown = this.title.equals(escaped(known.title()).strip()) ? known.title() : shownTitle();
		if (!escaped(shown).strip().equals(this.title)) {
			told.markOutside(Setting.OSD_TITLE, this.title);
		}
		boolean week = hasWeek();
		TimeFormat format = CODES.entrySet()
			.stream()
			.filter((code) -> this.time.equals(time(code.getKey(), week)))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseGet(this::nearestFormat);
		if (!this.time.equals(time(format, week))) {
			told.markOutside(Setting.OSD_TIME_FORMAT, this.time);
		}
		return new Osd(known.enabled(), known.color(), known.fontSize(), known.titlePosition(), known.showResolution(),
				known.showBitrate(), known.timePosition(), week, format, shown);
	}

	/** Returns the title without what the contract does not allow. */
	private String shownTitle() {
		String clean = this.title.replace("%%", "%").replaceAll("[\\p{Cntrl}\\u2028\\u2029\\ufffe\\uffff]", " ");
		int end = clean.length();
		while (clean.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_TITLE_BYTES) {
			end = clean.offsetByCodePoints(end, -1);
		}
		return clean.substring(0, end);
	}

	/** Returns the format whose order of date and time is the same. */
	private TimeFormat nearestFormat() {
		boolean timeFirst = position("%H", "%T", "%R", "%I") < position("%d", "%e", "%m", "%D", "%F");
		boolean dayFirst = position("%d", "%e") < position("%m", "%b", "%B");
		boolean monthFirst = position("%m", "%D") < position("%Y", "%y", "%F");
		if (timeFirst) {
			return dayFirst ? TimeFormat.TIME_DAY_MONTH_YEAR_DASHES : TimeFormat.TIME_MONTH_DAY_YEAR_DASHES;
		}
		return (monthFirst && !dayFirst) ? TimeFormat.MONTH_DAY_YEAR_DASHES : TimeFormat.YEAR_MONTH_DAY_DASHES;
	}

	private int position(String... codes) {
		int first = Integer.MAX_VALUE;
		for (String code : codes) {
			int position = this.time.indexOf(code);
			first = (position < 0) ? first : Math.min(first, position);
		}
		return first;
	}

}
