package org.camerad.osd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.IntRange;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;
import org.camerad.driver.TimeFormat;
import org.camerad.settings.SettingsGroup;

/** The settings of the text in the picture (contract 3.13). */
public final class OsdSettings {

	private static final int MAX_TITLE_BYTES = 64;

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable")
		.initially(true)
		.needs(Setting.OSD_ENABLED);

	private static final Parameter<Integer> COLOR = Parameter.options("color", 0, 1, 2, 3)
		.initially(1)
		.needs(Setting.OSD_COLOR);

	private static final Parameter<Integer> FONT_SIZE = Parameter.options("fontsize", 0, 1, 2)
		.initially(1)
		.needs(Setting.OSD_FONT_SIZE);

	private static final Parameter<Integer> TITLE_POS_TYPE = Parameter.options("title_pos_type", 0, 1)
		.initially(1)
		.needs(Setting.OSD_TITLE_POSITION);

	private static final Parameter<Integer> TITLE_POS_X = position("title_pos_x", TITLE_POS_TYPE).initially(1)
		.needs(Setting.OSD_TITLE_POSITION);

	private static final Parameter<Integer> TITLE_POS_Y = position("title_pos_y", TITLE_POS_TYPE).initially(0)
		.needs(Setting.OSD_TITLE_POSITION);

	/** Bit 0: the resolution; bit 1: the bit rate. */
	private static final Parameter<Integer> SHOW_RES_BIT = Parameter.options("show_res_bit", 0, 1, 2, 3)
		.initially(0)
		.needs(Setting.OSD_RESOLUTION_AND_BITRATE);

	private static final Parameter<Integer> TIME_POS_TYPE = Parameter.options("time_pos_type", 0, 1)
		.initially(1)
		.needs(Setting.OSD_TIME_POSITION);

	private static final Parameter<Integer> TIME_POS_X = position("time_pos_x", TIME_POS_TYPE).initially(1)
		.needs(Setting.OSD_TIME_POSITION);

	private static final Parameter<Integer> TIME_POS_Y = position("time_pos_y", TIME_POS_TYPE).initially(0)
		.needs(Setting.OSD_TIME_POSITION);

	private static final Parameter<Boolean> SHOW_WEEK = Parameter.flag("show_week")
		.initially(true)
		.needs(Setting.OSD_WEEK);

	private static final Parameter<TimeFormat> TIME_FORMAT = Parameter
		.<TimeFormat>of("time_format", (text, context) -> timeFormat(text))
		.shownAs(TimeFormat::word)
		.within(Domain.options(Arrays.stream(TimeFormat.values()).map(TimeFormat::word).toList()))
		.initially(TimeFormat.YEAR_MONTH_DAY_DASHES)
		.needs(Setting.OSD_TIME_FORMAT);

	private static final Parameter<String> TITLE = Parameter
		.<String>of("title_utf8", (text, context) -> Optional.of(text).filter(OsdSettings::isTitle))
		.within(Domain.length(MAX_TITLE_BYTES))
		.exact()
		.initially("ipcamera")
		.needs(Setting.OSD_TITLE);

	/** The settings group of the text in the picture. */
	public static final SettingsGroup<Osd> OSD = SettingsGroup
		.of("osd",
				Table.of(ENABLE, COLOR, FONT_SIZE, TITLE_POS_TYPE, TITLE_POS_X, TITLE_POS_Y, SHOW_RES_BIT,
						TIME_POS_TYPE, TIME_POS_X, TIME_POS_Y, SHOW_WEEK, TIME_FORMAT, TITLE),
				OsdSettings::osd, Camera::osd)
		.readBy(OsdSettings::read);

	private OsdSettings() {
	}

	private static Values read(Osd osd, Values known) {
		Values styled = known.with(ENABLE, osd.enabled())
			.with(COLOR, osd.color().ordinal())
			.with(FONT_SIZE, osd.fontSize().ordinal())
			.with(SHOW_RES_BIT, (osd.showResolution() ? 1 : 0) + (osd.showBitrate() ? 2 : 0))
			.with(SHOW_WEEK, osd.showWeek())
			.with(TIME_FORMAT, osd.timeFormat())
			.with(TITLE, osd.title());
		Values placed = read(osd.titlePosition(), TITLE_POS_TYPE, TITLE_POS_X, TITLE_POS_Y, styled);
		return read(osd.timePosition(), TIME_POS_TYPE, TIME_POS_X, TIME_POS_Y, placed);
	}

	private static Values read(Osd.Position position, Parameter<Integer> type, Parameter<Integer> x,
			Parameter<Integer> y, Values known) {
		if (position instanceof Osd.Anchor anchor) {
			return known.with(type, 0).with(x, anchor.x()).with(y, anchor.y());
		}
		Osd.Percent percent = (Osd.Percent) position;
		return known.with(type, 1).with(x, percent.x()).with(y, percent.y());
	}

	private static Osd osd(Values values) {
		return new Osd(values.get(ENABLE), Osd.Color.values()[values.get(COLOR)],
				Osd.FontSize.values()[values.get(FONT_SIZE)],
				position(values.get(TITLE_POS_TYPE), values.get(TITLE_POS_X), values.get(TITLE_POS_Y)),
				(values.get(SHOW_RES_BIT) & 1) != 0, (values.get(SHOW_RES_BIT) & 2) != 0,
				position(values.get(TIME_POS_TYPE), values.get(TIME_POS_X), values.get(TIME_POS_Y)),
				values.get(SHOW_WEEK), values.get(TIME_FORMAT), values.get(TITLE));
	}

	private static Osd.Position position(int type, int x, int y) {
		return (type == 0) ? new Osd.Anchor(x, y) : new Osd.Percent(x, y);
	}

	private static Parameter<Integer> position(String name, Parameter<Integer> type) {
		return Parameter.range(name, (ValidationContext context) -> new IntRange(0, (context.get(type) == 0) ? 2 : 100))
			.withinRange(0, 100);
	}

	/** Parses a time format. Requests have an underscore where the format has a space. */
	private static Optional<TimeFormat> timeFormat(String text) {
		return Arrays.stream(TimeFormat.values())
			.filter((format) -> format.word().equals(text.replace('_', ' ')))
			.findFirst();
	}

	/**
	 * Returns whether a title is short enough, and free of control characters and of what
	 * XML cannot contain.
	 */
	private static boolean isTitle(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length <= MAX_TITLE_BYTES && text.codePoints()
			.noneMatch((point) -> Character.isISOControl(point) || (point & 0xFFFE) == 0xFFFE || point == 0x2028
					|| point == 0x2029);
	}

}
