package org.camerad.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vectors, speeds and times in requests of movements. */
final class PtzRequests {

	/** The speed of a request for standstill: 1 of 10, as the contract's slowest. */
	private static final double SLOWEST = 0.1;

	private PtzRequests() {
	}

	/**
	 * A vector of pan and tilt, or of zoom.
	 *
	 * @param space its space
	 * @param x pan or zoom
	 * @param y tilt, 0 for zoom
	 */
	record Vector(String space, double x, double y) {

		/**
		 * Checks that the vector is inside a range.
		 * @throws SoapFault with the given subcode
		 */
		Vector inside(double lowest, double highest, String subcode) {
			if (Math.min(this.x, this.y) < lowest || Math.max(this.x, this.y) > highest) {
				throw SoapFault.invalidValue(subcode,
						"a value must be from " + PtzSpaces.number(lowest) + " to " + PtzSpaces.number(highest));
			}
			return this;
		}

	}

	/**
	 * Returns the vector of pan and tilt in an element, if there is one.
	 * @param spaces the spaces that are offered, the default one first
	 * @throws SoapFault {@code ter:SpaceNotSupported}
	 */
	static Optional<Vector> panTilt(SoapElement parent, List<String> spaces) {
		return parent.find("PanTilt")
			.map((vector) -> new Vector(space(vector, spaces), coordinate(vector, "x"), coordinate(vector, "y")));
	}

	/** Returns the vector of zoom in an element, as {@link #panTilt}. */
	static Optional<Vector> zoom(SoapElement parent, List<String> spaces) {
		return parent.find("Zoom").map((vector) -> new Vector(space(vector, spaces), coordinate(vector, "x"), 0));
	}

	private static String space(SoapElement vector, List<String> spaces) {
		String space = vector.attributes().getOrDefault("space", "");
		if (spaces.isEmpty() || (!space.isEmpty() && !spaces.contains(space))) {
			throw SoapFault.invalidValue("ter:SpaceNotSupported", "there is no such space");
		}
		return space.isEmpty() ? spaces.get(0) : space;
	}

	private static double coordinate(SoapElement vector, String axis) {
		String text = vector.attributes().getOrDefault(axis, "");
		return new SoapElement("", axis, Map.of(), SoapPrefixes.NONE, text, List.of()).decimal();
	}

	/**
	 * Returns the speed of a move to a position: that of pan and tilt, or that of zoom.
	 * @param speed the element of the request
	 * @throws SoapFault {@code ter:InvalidSpeed}
	 */
	static Optional<Double> speed(SoapElement speed) {
		Optional<Vector> panTilt = panTilt(speed, List.of(PtzSpaces.SPEED));
		Optional<Vector> zoom = zoom(speed, List.of(PtzSpaces.ZOOM_SPEED));
		zoom.ifPresent((vector) -> vector.inside(0, 1, "ter:InvalidSpeed"));
		return panTilt.or(() -> zoom)
			.map((vector) -> vector.inside(0, 1, "ter:InvalidSpeed"))
			.map((vector) -> Math.max(SLOWEST, Math.max(vector.x(), vector.y())));
	}

	/**
	 * Returns the time of a movement.
	 * @throws SoapFault {@code ter:TimeoutNotSupported}
	 */
	static Duration duration(String text) {
		try {
			Duration time = Duration.parse(text);
			if (!time.isNegative() && !time.isZero() && time.toDays() < 1) {
				return time;
			}
		}
		catch (DateTimeException ex) {
			// Refused below, like a duration that is too long.
		}
		throw SoapFault.invalidValue("ter:TimeoutNotSupported", "the timeout must be a duration of less than a day");
	}

}
