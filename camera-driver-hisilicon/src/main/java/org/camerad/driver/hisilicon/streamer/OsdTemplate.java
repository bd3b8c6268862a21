package org.camerad.driver.hisilicon.streamer;

import java.util.Map;

import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;

/**
 * The template of the streamer's one OSD line, with {@code strftime} codes. The streamer
 * cuts the line at a code that it does not know. Therefore only codes from its own list
 * are written, and each percent sign of the title is doubled.
 */
final class OsdTemplate {

	private static final Map<TimeFormat, String> CODES = Map.of(TimeFormat.YEAR_MONTH_DAY_DASHES, "%Y-%m-%d %H:%M:%S",
			TimeFormat.YEAR_MONTH_DAY_SLASHES, "%Y/%m/%d %H:%M:%S", TimeFormat.SHORT_YEAR_MONTH_DAY_DASHES,
			"%y-%m-%d %H:%M:%S", TimeFormat.SHORT_YEAR_MONTH_DAY_SLASHES, "%y/%m/%d %H:%M:%S",
			TimeFormat.TIME_DAY_MONTH_YEAR_SLASHES, "%H:%M:%S %d/%m/%Y", TimeFormat.TIME_DAY_MONTH_YEAR_DASHES,
			"%H:%M:%S %d-%m-%Y", TimeFormat.TIME_MONTH_DAY_YEAR_SLASHES, "%H:%M:%S %m/%d/%Y",
			TimeFormat.TIME_MONTH_DAY_YEAR_DASHES, "%H:%M:%S %m-%d-%Y", TimeFormat.MONTH_DAY_YEAR_SLASHES,
			"%m/%d/%Y %H:%M:%S", TimeFormat.MONTH_DAY_YEAR_DASHES, "%m-%d-%Y %H:%M:%S");

	private OsdTemplate() {
	}

	static String of(Osd osd) {
		String title = osd.title().replace("%", "%%");
		String time = CODES.getOrDefault(osd.timeFormat(), "%c") + (osd.showWeek() ? " %a" : "");
		return title.isEmpty() ? time : title + " " + time;
	}

}
