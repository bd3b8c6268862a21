package org.camerad.onvif;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.driver.Camera;
import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;
import org.camerad.osd.OsdSettings;

/**
 * The texts in the picture: the title and the time of the contract. The title exists if
 * it has a text, the time if any text is shown. Any thread.
 */
final class MediaOsds {

	private static final String TITLE = "osd_title";

	private static final String TIME = "osd_time";

	private static final Map<String, Osd.Anchor> CORNERS = Map.of("UpperLeft", new Osd.Anchor(0, 0), "UpperRight",
			new Osd.Anchor(2, 0), "LowerLeft", new Osd.Anchor(0, 2), "LowerRight", new Osd.Anchor(2, 2));

	private static final List<String> POSITIONS = List.of("UpperLeft", "UpperRight", "LowerLeft", "LowerRight",
			"Custom");

	private final OnvifParts parts;

	private final MediaTokens tokens;

	private final String prefix;

	/**
	 * Creates the operations of one media service.
	 * @param prefix the prefix of its responses
	 */
	MediaOsds(MediaParts media, String prefix) {
		this.parts = media.parts();
		this.tokens = media.tokens();
		this.prefix = prefix;
	}

	Stream<Operation> operations() {
		return Stream.of(new Operation("GetOSDs", Access.READ_MEDIA, this::writeAll),
				new Operation("GetOSDOptions", Access.READ_MEDIA, this::writeOptions),
				new Operation("CreateOSD", Access.ACTUATE, this::create),
				new Operation("SetOSD", Access.ACTUATE, (call, out) -> set(call.request().require("OSD"))),
				new Operation("DeleteOSD", Access.ACTUATE,
						(call, out) -> delete(call.request().requireText("OSDToken"))));
	}

	/** Writes one text, for the first media service. */
	void writeOne(SoapCall call, SoapWriter out) {
		write(requireToken(call.request().requireText("OSDToken")), "trt:OSD", out);
	}

	boolean isPresent() {
		return this.parts.calls().present().flatMap(Camera::osd).isPresent();
	}

	private Osd osd() {
		this.parts.settings().requirePart(OsdSettings.OSD, this.parts.calls().camera());
		return this.parts.settings().record(OsdSettings.OSD);
	}

	private List<String> all() {
		Osd osd = osd();
		if (!osd.enabled()) {
			return List.of();
		}
		return osd.title().isEmpty() ? List.of(TIME) : List.of(TITLE, TIME);
	}

	private String requireToken(String token) {
		if (!all().contains(token)) {
			throw SoapFault.invalidValue("ter:NoConfig", "there is no such OSD");
		}
		return token;
	}

	private void writeAll(SoapCall call, SoapWriter out) {
		call.request()
			.findText("ConfigurationToken")
			.ifPresent((token) -> this.tokens.require(MediaKind.VIDEO_SOURCE, token));
		List<String> wanted = call.request().findText("OSDToken").map(this::requireToken).map(List::of).orElse(all());
		wanted.forEach((token) -> write(token, this.prefix + ":OSDs", out));
	}

	private void write(String token, String name, SoapWriter out) {
		Osd osd = osd();
		boolean title = token.equals(TITLE);
		out.start(name).attribute("token", token);
		out.element("tt:VideoSourceConfigurationToken", this.tokens.all(MediaKind.VIDEO_SOURCE).get(0));
		out.element("tt:Type", "Text");
		writePosition(title ? osd.titlePosition() : osd.timePosition(), out);
		out.start("tt:TextString").element("tt:Type", title ? "Plain" : "DateAndTime");
		if (!title) {
			out.element("tt:DateFormat", date(osd.timeFormat())).element("tt:TimeFormat", "HH:mm:ss");
		}
		out.element("tt:FontSize", osd.fontSize().ordinal());
		if (title) {
			out.element("tt:PlainText", osd.title());
		}
		out.end().end();
	}

	private static void writePosition(Osd.Position position, SoapWriter out) {
		String corner = CORNERS.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(position))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse("Custom");
		out.start("tt:Position").element("tt:Type", corner);
		if (corner.equals("Custom")) {
			double x = (position instanceof Osd.Percent percent) ? percent.x() / 50.0 - 1
					: ((Osd.Anchor) position).x() - 1;
			double y = (position instanceof Osd.Percent percent) ? 1 - percent.y() / 50.0
					: 1 - ((Osd.Anchor) position).y();
			out.start("tt:Pos").attribute("x", x).attribute("y", y).end();
		}
		out.end();
	}

	/** Returns the date of a format, such as {@code yyyy-MM-dd}. */
	private static String date(TimeFormat format) {
		return format.word().replaceAll("\\s*hh:mm:ss\\s*", "").replace("mm", "MM");
	}

	private void writeOptions(SoapCall call, SoapWriter out) {
		this.tokens.require(MediaKind.VIDEO_SOURCE, call.request().requireText("ConfigurationToken"));
		osd();
		Set<String> dates = Arrays.stream(TimeFormat.values())
			.map(MediaOsds::date)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		out.start(this.prefix + ":OSDOptions").start("tt:MaximumNumberOfOSDs").attribute("Total", 2);
		out.attribute("Image", 0).attribute("PlainText", 1).attribute("DateAndTime", 1).end();
		out.element("tt:Type", "Text");
		POSITIONS.forEach((position) -> out.element("tt:PositionOption", position));
		out.start("tt:TextOption").element("tt:Type", "Plain").element("tt:Type", "DateAndTime");
		out.start("tt:FontSizeRange").element("tt:Min", 0).element("tt:Max", 2).end();
		dates.forEach((date) -> out.element("tt:DateFormat", date));
		out.element("tt:TimeFormat", "HH:mm:ss").end().end();
	}

	private void create(SoapCall call, SoapWriter out) {
		SoapElement wanted = call.request().require("OSD");
		String token = wanted.require("TextString").requireText("Type").equals("Plain") ? TITLE : TIME;
		if (all().contains(token)) {
			throw SoapFault.receiver("there is such an OSD already", "ter:Action", "ter:MaxOSDs");
		}
		apply(token, wanted, new HashMap<>(Map.of("enable", "1")));
		out.element(this.prefix + ":OSDToken", token);
	}

	private void set(SoapElement wanted) {
		apply(requireToken(wanted.attributes().getOrDefault("token", "")), wanted, new HashMap<>());
	}

	private void apply(String token, SoapElement wanted, Map<String, String> query) {
		this.tokens.require(MediaKind.VIDEO_SOURCE, wanted.requireText("VideoSourceConfigurationToken"));
		SoapElement text = wanted.require("TextString");
		String type = token.equals(TITLE) ? "Plain" : "DateAndTime";
		if (!wanted.requireText("Type").equals("Text") || !text.requireText("Type").equals(type)) {
			throw configModify("the type of this OSD is " + type);
		}
		putPosition(wanted.require("Position"), token.equals(TITLE) ? "title" : "time", query);
		text.findText("FontSize").ifPresent((size) -> query.put("fontsize", size));
		if (token.equals(TITLE)) {
			query.put("title_utf8", text.require("PlainText").content());
		}
		else {
			text.findText("DateFormat").ifPresent((date) -> query.put("time_format", format(date)));
		}
		change(query);
	}

	private static void putPosition(SoapElement position, String name, Map<String, String> query) {
		Osd.Anchor corner = CORNERS.get(position.requireText("Type"));
		boolean custom = corner == null && position.requireText("Type").equals("Custom");
		if (corner == null && !custom) {
			throw configModify("there is no such position");
		}
		query.put(name + "_pos_type", custom ? "1" : "0");
		query.put(name + "_pos_x", String.valueOf(custom ? percent(position, "x", 1) : corner.x()));
		query.put(name + "_pos_y", String.valueOf(custom ? percent(position, "y", -1) : corner.y()));
	}

	/** Returns a coordinate from -1 to 1 in percent of the picture. */
	private static long percent(SoapElement position, String axis, int sign) {
		String text = position.require("Pos").attributes().getOrDefault(axis, "");
		double value = new SoapElement("", axis, Map.of(), SoapPrefixes.NONE, text, List.of()).decimal();
		return Math.round((sign * value + 1) * 50);
	}

	private String format(String date) {
		TimeFormat now = osd().timeFormat();
		return Stream.concat(Stream.of(now), Arrays.stream(TimeFormat.values()))
			.filter((format) -> date(format).equals(date))
			.map(TimeFormat::word)
			.findFirst()
			.orElseThrow(() -> configModify("the date format is not offered"));
	}

	/** The contract can hide the time only together with the title. */
	private void delete(String token) {
		requireToken(token);
		if (token.equals(TIME) && all().contains(TITLE)) {
			throw SoapFault.receiver("the time is shown with the title; delete that first", "ter:Action",
					"ter:ConfigurationConflict");
		}
		change(token.equals(TITLE) ? Map.of("title_utf8", "") : Map.of("enable", "0"));
	}

	private void change(Map<String, String> query) {
		try {
			this.parts.settings()
				.change(OsdSettings.OSD, CgiQuery.of(query),
						(decision) -> this.parts.settings().apply(OsdSettings.OSD, decision));
		}
		catch (ParameterException ex) {
			throw configModify(ex.fault());
		}
	}

	private static SoapFault configModify(String reason) {
		return SoapFault.invalidValue("ter:ConfigModify", reason);
	}

}
