package org.camerad.driver;

import java.util.List;

/**
 * A driver for one kind of camera hardware, found with {@link java.util.ServiceLoader}.
 * The constructor has no side effects (L1). Ids such as L1 name rules of the conformance
 * kit; {@code docs/driver-guide.md} lists them.
 */
public interface DriverSPI {

	/**
	 * Returns the name that selects this driver in {@code camera.driver=} and that stands
	 * in its property names {@code camera.<name>.*}: lower-case ASCII letters (L1).
	 */
	String name();

	/**
	 * Returns whether the hardware of this driver is present. Fast, without side effects,
	 * never throws (L2). The simulator returns false; it is used when no driver returns
	 * true.
	 */
	boolean detects();

	/**
	 * Returns every property that this driver reads, the same list at each call (L1);
	 * empty by default. The application does not start with a {@code camera.<name>.*}
	 * property that is not in the list, and passes no other to {@link #open}.
	 */
	default List<DriverProperty> properties() {
		return List.of();
	}

	/**
	 * Opens the camera. The settings are not in effect yet: the application applies them
	 * next. If a part of the hardware is missing, the camera opens with the other parts.
	 * A closed camera can be opened again (L5).
	 * @throws CameraException REFUSED if the configuration is wrong, which stops the
	 * service unless it hosts other cameras (the message begins with the full name of the
	 * property); UNAVAILABLE if the hardware does not respond, in which case the
	 * application tries again
	 */
	Camera open(DriverContext context) throws CameraException;

}
