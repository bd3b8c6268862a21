package org.camerad.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and times as XML schemas write them. */
final class SoapTime {

	private static final Pattern DURATION = Pattern
		.compile("(-?)P(?!$)(\\d{1,6}Y)?(\\d{1,6}M)?(\\d{1,9}D)?(?:T(?!$)(\\d{1,9}H)?(\\d{1,9}M)?"
				+ "(\\d{1,9}(?:\\.\\d{1,9})?S)?)?");

	private static final int DAYS_OF_YEAR = 365;

	private static final int DAYS_OF_MONTH = 30;

	private SoapTime() {
	}

	/**
	 * Returns a duration. A year has 365 days, a month 30.
	 * @throws SoapFault {@code ter:InvalidArgVal} for a text that is no
	 * {@code xs:duration}
	 */
	static Duration duration(String text) {
		Matcher parts = DURATION.matcher(text);
		if (!parts.matches()) {
			throw SoapFault.invalidValue("a duration such as PT60S is expected");
		}
		long days = number(parts.group(2)) * DAYS_OF_YEAR + number(parts.group(3)) * DAYS_OF_MONTH
				+ number(parts.group(4));
		Duration time = Duration.ofDays(days)
			.plusHours(number(parts.group(5)))
			.plusMinutes(number(parts.group(6)))
			.plus(seconds(parts.group(7)));
		return parts.group(1).isEmpty() ? time : time.negated();
	}

	private static long number(@org.jspecify.annotations.Nullable String part) {
		return (part == null) ? 0 : Long.parseLong(part.substring(0, part.length() - 1));
	}

	private static Duration seconds(@org.jspecify.annotations.Nullable String part) {
		return (part == null) ? Duration.ZERO : Duration.parse("PT" + part);
	}

	/**
	 * Returns the time from now to an absolute time, or a duration as it is.
	 * @throws SoapFault {@code ter:InvalidArgVal} for a text that is neither
	 */
	static Duration until(String text, Instant now) {
		if (text.startsWith("P") || text.startsWith("-")) {
			return duration(text);
		}
		try {
			boolean zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
			Instant end = zoned ? OffsetDateTime.parse(text).toInstant()
					: LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
			return Duration.between(now, end);
		}
		catch (DateTimeException ex) {
			throw SoapFault.invalidValue("a duration such as PT60S, or a time, is expected");
		}
	}

}
