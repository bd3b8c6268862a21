package org.camerad.onvif;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.ClockSettings.Source;
import org.camerad.time.ClockApplier;
import org.camerad.time.TimeSettings;

/**
 * The operations of the clock and of NTP. The contract's time zones have no daylight
 * saving time, so a rule for it in a POSIX time zone is ignored.
 */
final class DeviceClock {

	private static final String NAME = "(?:<[A-Za-z0-9+-]{3,16}>|[A-Za-z]{3,16})";

	/**
	 * A POSIX time zone: its offset is positive to the west. The last group is the rule
	 * for daylight saving time.
	 */
	private static final Pattern ZONE = Pattern
		.compile(NAME + "([+-]?)([0-9]{1,2})(?::([0-9]{2}))?(?::00)?(" + NAME + "[-+0-9:,./MJ]{0,64})?");

	/** Names of zones that clients send without an offset. */
	private static final Set<String> UNIVERSAL = Set.of("UTC", "GMT");

	private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private final OnvifParts parts;

	DeviceClock(OnvifParts parts) {
		this.parts = parts;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetSystemDateAndTime", Access.PRE_AUTH, (call, out) -> writeTime(out)),
				new Operation("SetSystemDateAndTime", Access.WRITE_SYSTEM, (call, out) -> setTime(call.request())),
				new Operation("GetNTP", Access.READ_SYSTEM, (call, out) -> writeNtp(out)),
				new Operation("SetNTP", Access.WRITE_SYSTEM, (call, out) -> setNtp(call.request())));
	}

	private ClockSettings settings() {
		return this.parts.settings().record(TimeSettings.TIME);
	}

	private void writeTime(SoapWriter out) {
		ClockSettings clock = settings();
		out.start("tds:SystemDateAndTime")
			.element("tt:DateTimeType", (clock.source() == Source.NTP) ? "NTP" : "Manual")
			.element("tt:DaylightSavings", false);
		out.start("tt:TimeZone").element("tt:TZ", posix(clock.offset())).end();
		writeDateTime("tt:UTCDateTime", this.parts.now().atOffset(ZoneOffset.UTC), out);
		writeDateTime("tt:LocalDateTime", this.parts.clock().atOffset(clock.offset()), out);
		out.end();
	}

	private static void writeDateTime(String name, OffsetDateTime time, SoapWriter out) {
		out.start(name).start("tt:Time").element("tt:Hour", time.getHour()).element("tt:Minute", time.getMinute());
		out.element("tt:Second", time.getSecond()).end();
		out.start("tt:Date").element("tt:Year", time.getYear()).element("tt:Month", time.getMonthValue());
		out.element("tt:Day", time.getDayOfMonth()).end().end();
	}

	/**
	 * Returns a POSIX time zone, such as {@code GMT-08:00} for eight hours to the east.
	 */
	static String posix(ZoneOffset offset) {
		int minutes = offset.getTotalSeconds() / 60;
		return String.format("GMT%s%02d:%02d", (minutes > 0) ? "-" : "+", Math.abs(minutes) / 60,
				Math.abs(minutes) % 60);
	}

	/** Returns the offset of a POSIX time zone or of UTC, empty if it is neither. */
	static Optional<ZoneOffset> offset(String posix) {
		if (UNIVERSAL.contains(posix)) {
			return Optional.of(ZoneOffset.UTC);
		}
		Matcher zone = ZONE.matcher(posix);
		if (!zone.matches()) {
			return Optional.empty();
		}
		int minutes = Integer.parseInt(zone.group(2)) * 60
				+ ((zone.group(3) == null) ? 0 : Integer.parseInt(zone.group(3)));
		int east = "-".equals(zone.group(1)) ? minutes : -minutes;
		return (minutes > 18 * 60) ? Optional.empty() : Optional.of(ZoneOffset.ofTotalSeconds(east * 60));
	}

	private void setTime(SoapElement request) {
		String type = request.requireText("DateTimeType");
		if (!List.of("Manual", "NTP").contains(type)) {
			throw SoapFault.invalidValue("DateTimeType must be Manual or NTP");
		}
		if (request.requireFlag("DaylightSavings") && hasDaylightSaving(request)) {
			throw SoapFault.invalidValue("ter:InvalidTimeZone", "this camera has no daylight saving time");
		}
		ZoneOffset offset = zone(request).orElse(settings().offset());
		Map<String, String> query = new HashMap<>();
		putIfChanged(offset, type, query);
		request.find("UTCDateTime").filter((time) -> type.equals("Manual")).ifPresent((time) -> {
			query.put("update_method", "MANUAL");
			putTime(time, this.parts.persona().utc(offset), offset, query);
		});
		change(query);
	}

	private static boolean hasDaylightSaving(SoapElement request) {
		return request.find("TimeZone")
			.flatMap((zone) -> zone.findText("TZ"))
			.map(ZONE::matcher)
			.filter(Matcher::matches)
			.map((zone) -> zone.group(4))
			.isPresent();
	}

	private static Optional<ZoneOffset> zone(SoapElement request) {
		return request.find("TimeZone")
			.map((zone) -> offset(zone.requireText("TZ"))
				.orElseThrow(() -> SoapFault.invalidValue("ter:InvalidTimeZone", "TZ must be a POSIX time zone")));
	}

	/** Passes only what differs, because hardware may lack the rest. */
	private void putIfChanged(ZoneOffset offset, String type, Map<String, String> query) {
		ClockSettings former = settings();
		if (!offset.equals(former.offset())) {
			query.put("timezone", "GMT" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()));
		}
		if (type.equals("NTP") != (former.source() == Source.NTP)) {
			query.put("update_method", type.toUpperCase(java.util.Locale.ROOT));
		}
	}

	private static void putTime(SoapElement utc, ZoneOffset known, ZoneOffset offset, Map<String, String> query) {
		SoapElement date = utc.require("Date");
		SoapElement time = utc.require("Time");
		try {
			OffsetDateTime local = LocalDateTime
				.of(date.requireNumber("Year"), date.requireNumber("Month"), date.requireNumber("Day"),
						time.requireNumber("Hour"), time.requireNumber("Minute"), time.requireNumber("Second"))
				.atOffset(known)
				.withOffsetSameInstant(offset);
			query.putAll(Map.of("year", String.valueOf(local.getYear()), "month", String.valueOf(local.getMonthValue()),
					"day", String.valueOf(local.getDayOfMonth()), "hour", String.valueOf(local.getHour()), "min",
					String.valueOf(local.getMinute()), "sec", String.valueOf(local.getSecond())));
		}
		catch (DateTimeException ex) {
			throw SoapFault.invalidValue("ter:InvalidDateTime", "there is no such date or time");
		}
	}

	private void change(Map<String, String> query) {
		if (query.isEmpty()) {
			return;
		}
		try {
			ClockApplier.change(this.parts.settings(), this.parts.calls(), CgiQuery.of(query));
		}
		catch (ParameterException ex) {
			throw SoapFault.invalidValue(
					ex.fault().startsWith("timezone") ? "ter:InvalidTimeZone" : "ter:InvalidDateTime", ex.fault());
		}
	}

	private void writeNtp(SoapWriter out) {
		String host = settings().ntpHost();
		out.start("tds:NTPInformation").element("tt:FromDHCP", false).start("tt:NTPManual");
		if (IPV4.matcher(host).matches()) {
			out.element("tt:Type", "IPv4").element("tt:IPv4Address", host);
		}
		else if (host.contains(":")) {
			out.element("tt:Type", "IPv6").element("tt:IPv6Address", host);
		}
		else {
			out.element("tt:Type", "DNS").element("tt:DNSname", host);
		}
		out.end().end();
	}

	private void setNtp(SoapElement request) {
		List<SoapElement> servers = request.all("NTPManual").toList();
		if (request.requireFlag("FromDHCP") || servers.size() != 1) {
			throw SoapFault.invalidValue("exactly one NTP server is expected, which does not come from DHCP");
		}
		SoapElement server = servers.get(0);
		String kind = switch (server.requireText("Type")) {
			case "IPv4" -> "IPv4Address";
			case "IPv6" -> "IPv6Address";
			case "DNS" -> "DNSname";
			default -> throw SoapFault.invalidValue("Type must be IPv4, IPv6 or DNS");
		};
		String host = server.requireText(kind);
		if (kind.equals("IPv4Address") && !IPV4.matcher(host).matches()) {
			throw SoapFault.invalidValue("ter:InvalidIPv4Address", "IPv4Address is not valid");
		}
		if (kind.equals("IPv6Address") && !host.contains(":")) {
			throw SoapFault.invalidValue("ter:InvalidIPv6Address", "IPv6Address is not valid");
		}
		try {
			ClockApplier.change(this.parts.settings(), this.parts.calls(), CgiQuery.of(Map.of("ntpaddr", host)));
		}
		catch (ParameterException ex) {
			throw SoapFault.invalidValue(kind.equals("DNSname") ? "ter:InvalidDnsName" : "ter:Invalid" + kind,
					ex.fault());
		}
	}

}
