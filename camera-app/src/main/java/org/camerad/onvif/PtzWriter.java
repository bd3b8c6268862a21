package org.camerad.onvif;

import org.camerad.driver.PtzPosition;

/** A writer of the head's node, configuration and spaces. Any thread. */
final class PtzWriter {

	static final String NODE = "ptz_node";

	static final String VELOCITY = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/VelocityGenericSpace";

	static final String ZOOM_VELOCITY = "http://www.onvif.org/ver10/tptz/ZoomSpaces/VelocityGenericSpace";

	private static final String DEGREES = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/SphericalPositionSpaceDegrees";

	static final int MAX_PRESETS = 255;

	/** The time of a movement whose request has none. */
	static final String DEFAULT_TIMEOUT = "PT10S";

	private final MediaProfiles profiles;

	PtzWriter(MediaProfiles profiles) {
		this.profiles = profiles;
	}

	void writeNode(SoapWriter out) {
		out.start("tptz:PTZNode").attribute("token", NODE).attribute("FixedHomePosition", false);
		out.element("tt:Name", "head").start("tt:SupportedPTZSpaces");
		writeSpaces(out);
		out.end().element("tt:MaximumNumberOfPresets", MAX_PRESETS).element("tt:HomeSupported", true).end();
	}

	void writeConfiguration(String name, SoapWriter out) {
		out.start(name).attribute("token", MediaTokens.PTZ).element("tt:Name", "head");
		out.element("tt:UseCount", this.profiles.useCount(MediaTokens.PTZ)).element("tt:NodeToken", NODE);
		out.element("tt:DefaultContinuousPanTiltVelocitySpace", VELOCITY);
		out.element("tt:DefaultContinuousZoomVelocitySpace", ZOOM_VELOCITY);
		out.element("tt:DefaultPTZTimeout", DEFAULT_TIMEOUT).end();
	}

	void writeOptions(SoapWriter out) {
		out.start("tptz:PTZConfigurationOptions").start("tt:Spaces");
		writeSpaces(out);
		out.end().start("tt:PTZTimeout").element("tt:Min", "PT0.1S").element("tt:Max", "PT60S").end().end();
	}

	private static void writeSpaces(SoapWriter out) {
		out.start("tt:ContinuousPanTiltVelocitySpace").element("tt:URI", VELOCITY);
		writeRange("tt:XRange", out);
		writeRange("tt:YRange", out);
		out.end().start("tt:ContinuousZoomVelocitySpace").element("tt:URI", ZOOM_VELOCITY);
		writeRange("tt:XRange", out);
		out.end();
	}

	static void writeRange(String name, SoapWriter out) {
		out.start(name).element("tt:Min", -1).element("tt:Max", 1).end();
	}

	/** Writes what the head reports of its position: pan and tilt in degrees. */
	static void writePosition(PtzPosition position, SoapWriter out) {
		boolean panTilt = Double.isFinite(position.panDegrees()) && Double.isFinite(position.tiltDegrees());
		if (panTilt) {
			out.start("tt:Position").start("tt:PanTilt").attribute("x", position.panDegrees());
			out.attribute("y", position.tiltDegrees()).attribute("space", DEGREES).end().end();
		}
	}

}
