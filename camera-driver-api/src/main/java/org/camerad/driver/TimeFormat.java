package org.camerad.driver;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A format of date and time (contract 3.13). The ten constants name the order of the
 * fields.
 */
public enum TimeFormat {

	YEAR_MONTH_DAY_DASHES("yyyy-mm-dd hh:mm:ss", "uuuu-MM-dd HH:mm:ss"),
	YEAR_MONTH_DAY_SLASHES("yyyy/mm/dd hh:mm:ss", "uuuu/MM/dd HH:mm:ss"),
	SHORT_YEAR_MONTH_DAY_DASHES("yy-mm-dd hh:mm:ss", "uu-MM-dd HH:mm:ss"),
	SHORT_YEAR_MONTH_DAY_SLASHES("yy/mm/dd hh:mm:ss", "uu/MM/dd HH:mm:ss"),
	TIME_DAY_MONTH_YEAR_SLASHES("hh:mm:ss dd/mm/yyyy", "HH:mm:ss dd/MM/uuuu"),
	TIME_DAY_MONTH_YEAR_DASHES("hh:mm:ss dd-mm-yyyy", "HH:mm:ss dd-MM-uuuu"),
	TIME_MONTH_DAY_YEAR_SLASHES("hh:mm:ss mm/dd/yyyy", "HH:mm:ss MM/dd/uuuu"),
	TIME_MONTH_DAY_YEAR_DASHES("hh:mm:ss mm-dd-yyyy", "HH:mm:ss MM-dd-uuuu"),
	MONTH_DAY_YEAR_SLASHES("mm/dd/yyyy hh:mm:ss", "MM/dd/uuuu HH:mm:ss"),
	MONTH_DAY_YEAR_DASHES("mm-dd-yyyy hh:mm:ss", "MM-dd-uuuu HH:mm:ss");

	private final String word;

	private final DateTimeFormatter formatter;

	TimeFormat(String word, String pattern) {
		this.word = word;
		this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
	}

	/** Returns the format as the contract writes it in responses, with a space. */
	public String word() {
		return this.word;
	}

	/** Returns the formatter of this format, in the root locale. Thread-safe. */
	public DateTimeFormatter formatter() {
		return this.formatter;
	}

}
