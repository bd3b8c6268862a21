package org.camerad.onvif;

import java.util.Optional;

import org.camerad.driver.Camera;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.PtzPositioning;

/**
 * The spaces of the head: the continuous ones always, the others if the head accepts
 * positions, and the space of the field of view if the driver knows it. Conversions
 * between generic spaces and the driver's units. Any thread.
 */
final class PtzSpaces {

	private static final String BASE = "http://www.onvif.org/ver10/tptz/";

	static final String VELOCITY = BASE + "PanTiltSpaces/VelocityGenericSpace";

	static final String ZOOM_VELOCITY = BASE + "ZoomSpaces/VelocityGenericSpace";

	static final String POSITION = BASE + "PanTiltSpaces/PositionGenericSpace";

	static final String DEGREES = BASE + "PanTiltSpaces/SphericalPositionSpaceDegrees";

	static final String ZOOM_POSITION = BASE + "ZoomSpaces/PositionGenericSpace";

	static final String TRANSLATION = BASE + "PanTiltSpaces/TranslationGenericSpace";

	static final String FIELD = BASE + "PanTiltSpaces/TranslationSpaceFov";

	static final String ZOOM_TRANSLATION = BASE + "ZoomSpaces/TranslationGenericSpace";

	static final String SPEED = BASE + "PanTiltSpaces/GenericSpeedSpace";

	static final String ZOOM_SPEED = BASE + "ZoomSpaces/ZoomGenericSpeedSpace";

	private final OnvifParts parts;

	PtzSpaces(OnvifParts parts) {
		this.parts = parts;
	}

	/** Returns the part that moves to positions, empty if the head has none. */
	Optional<PtzPositioning> positioning() {
		return this.parts.calls()
			.present()
			.filter((camera) -> this.parts.persona().hasPositions())
			.flatMap(Camera::ptz)
			.flatMap(Ptz::positioning);
	}

	/** Returns the position that the head reports, empty if it does not. */
	Optional<PtzPosition> position() {
		return this.parts.persona().hasPositions() ? this.parts.calls().ptzPosition() : Optional.empty();
	}

	/** Returns whether relative moves can be told in parts of the picture. */
	boolean hasField() {
		return positioning().flatMap((head) -> head.centred(head.lowest(), 0, 0, 1)).isPresent();
	}

	/** Returns the space of a relative move whose request names none. */
	String defaultTranslation() {
		return hasField() ? FIELD : TRANSLATION;
	}

	/** Writes all spaces in the order of the schema. */
	void write(SoapWriter out) {
		Optional<PtzPositioning> head = positioning();
		head.ifPresent((positioning) -> writePositions(positioning, out));
		write("ContinuousPanTiltVelocitySpace", VELOCITY, -1, true, out);
		write("ContinuousZoomVelocitySpace", ZOOM_VELOCITY, -1, false, out);
		if (head.isPresent()) {
			write("PanTiltSpeedSpace", SPEED, 0, false, out);
			write("ZoomSpeedSpace", ZOOM_SPEED, 0, false, out);
		}
	}

	private void writePositions(PtzPositioning head, SoapWriter out) {
		write("AbsolutePanTiltPositionSpace", POSITION, -1, true, out);
		out.start("tt:AbsolutePanTiltPositionSpace").element("tt:URI", DEGREES);
		writeRange("tt:XRange", head.lowest().panDegrees(), head.highest().panDegrees(), out);
		writeRange("tt:YRange", head.lowest().tiltDegrees(), head.highest().tiltDegrees(), out);
		out.end();
		write("AbsoluteZoomPositionSpace", ZOOM_POSITION, 0, false, out);
		write("RelativePanTiltTranslationSpace", TRANSLATION, -1, true, out);
		if (hasField()) {
			write("RelativePanTiltTranslationSpace", FIELD, -1, true, out);
		}
		write("RelativeZoomTranslationSpace", ZOOM_TRANSLATION, -1, false, out);
	}

	private static void write(String name, String space, int lowest, boolean plane, SoapWriter out) {
		out.start("tt:" + name).element("tt:URI", space);
		writeRange("tt:XRange", lowest, 1, out);
		if (plane) {
			writeRange("tt:YRange", lowest, 1, out);
		}
		out.end();
	}

	static void writeRange(String name, double lowest, double highest, SoapWriter out) {
		out.start(name).element("tt:Min", number(lowest)).element("tt:Max", number(highest)).end();
	}

	/** Returns a number with at most six digits after the point. */
	static String number(double value) {
		double rounded = Math.rint(value * 1e6) / 1e6;
		return (rounded == Math.rint(rounded)) ? String.valueOf((long) rounded) : String.valueOf(rounded);
	}

	/** Returns a value between two limits as a share of them, from -1 to 1. */
	static double share(double value, double lowest, double highest) {
		return 2 * (value - lowest) / (highest - lowest) - 1;
	}

	/** Returns the value of a share from -1 to 1. */
	static double value(double share, double lowest, double highest) {
		return lowest + (share + 1) / 2 * (highest - lowest);
	}

	/**
	 * Writes the position in the default spaces. A head that accepts none, but reports
	 * its own, has degrees.
	 */
	void writePosition(PtzPosition position, SoapWriter out) {
		Optional<PtzPositioning> head = positioning();
		double pan = head
			.map((limits) -> share(position.panDegrees(), limits.lowest().panDegrees(), limits.highest().panDegrees()))
			.orElse(position.panDegrees());
		double tilt = head
			.map((limits) -> share(position.tiltDegrees(), limits.lowest().tiltDegrees(),
					limits.highest().tiltDegrees()))
			.orElse(position.tiltDegrees());
		out.start("tt:Position");
		out.start("tt:PanTilt").attribute("x", number(pan)).attribute("y", number(tilt));
		out.attribute("space", head.isPresent() ? POSITION : DEGREES).end();
		head.ifPresent((limits) -> out.start("tt:Zoom")
			.attribute("x", number((share(position.zoom(), limits.lowest().zoom(), limits.highest().zoom()) + 1) / 2))
			.attribute("space", ZOOM_POSITION)
			.end());
		out.end();
	}

}
