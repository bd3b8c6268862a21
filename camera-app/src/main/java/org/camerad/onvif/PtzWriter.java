package org.camerad.onvif;

/** A writer of the head's node and configuration. Any thread. */
final class PtzWriter {

	static final String NODE = "ptz_node";

	static final int MAX_PRESETS = 255;

	private final MediaProfiles profiles;

	private final PtzSpaces spaces;

	private final PtzDefaults defaults;

	PtzWriter(MediaProfiles profiles, PtzSpaces spaces, PtzDefaults defaults) {
		this.profiles = profiles;
		this.spaces = spaces;
		this.defaults = defaults;
	}

	PtzSpaces spaces() {
		return this.spaces;
	}

	PtzDefaults defaults() {
		return this.defaults;
	}

	void writeNode(SoapWriter out) {
		out.start("tptz:PTZNode").attribute("token", NODE).attribute("FixedHomePosition", false);
		out.element("tt:Name", "head").start("tt:SupportedPTZSpaces");
		this.spaces.write(out);
		out.end().element("tt:MaximumNumberOfPresets", MAX_PRESETS).element("tt:HomeSupported", true).end();
	}

	/** Names the configuration by its token, because a client takes one for the other. */
	void writeConfiguration(String name, SoapWriter out) {
		boolean positions = this.spaces.positioning().isPresent();
		out.start(name).attribute("token", MediaTokens.PTZ).element("tt:Name", MediaTokens.PTZ);
		out.element("tt:UseCount", this.profiles.useCount(MediaTokens.PTZ)).element("tt:NodeToken", NODE);
		if (positions) {
			// The schema spells it so.
			out.element("tt:DefaultAbsolutePantTiltPositionSpace", PtzSpaces.POSITION);
			out.element("tt:DefaultAbsoluteZoomPositionSpace", PtzSpaces.ZOOM_POSITION);
			out.element("tt:DefaultRelativePanTiltTranslationSpace", this.spaces.defaultTranslation());
			out.element("tt:DefaultRelativeZoomTranslationSpace", PtzSpaces.ZOOM_TRANSLATION);
		}
		out.element("tt:DefaultContinuousPanTiltVelocitySpace", PtzSpaces.VELOCITY);
		out.element("tt:DefaultContinuousZoomVelocitySpace", PtzSpaces.ZOOM_VELOCITY);
		if (positions) {
			String speed = PtzSpaces.number(this.defaults.speed());
			out.start("tt:DefaultPTZSpeed").start("tt:PanTilt").attribute("x", speed).attribute("y", speed);
			out.attribute("space", PtzSpaces.SPEED).end().start("tt:Zoom").attribute("x", speed);
			out.attribute("space", PtzSpaces.ZOOM_SPEED).end().end();
		}
		out.element("tt:DefaultPTZTimeout", this.defaults.timeout()).end();
	}

	void writeOptions(SoapWriter out) {
		out.start("tptz:PTZConfigurationOptions").start("tt:Spaces");
		this.spaces.write(out);
		out.end().start("tt:PTZTimeout").element("tt:Min", PtzDefaults.SHORTEST);
		out.element("tt:Max", PtzDefaults.LONGEST).end().end();
	}

}
