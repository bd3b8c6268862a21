package org.camerad.driver;

import java.util.List;

/**
 * One kind of camera hardware, found with {@link java.util.ServiceLoader}. Constructing
 * an implementation touches nothing (L1). Ids such as L1 are those of the conformance
 * kit's rules.
 */
public interface DriverSPI {

	/**
	 * What {@code camera.driver=} says to choose this driver, and the middle of its
	 * property names: {@code camera.<name>.*}. Lower-case ASCII letters (L1).
	 */
	String name();

	/**
	 * Whether this driver's hardware is here. Cheap, changes nothing, never throws (L2).
	 * The simulator says no: it is taken when nobody else says yes.
	 */
	boolean detects();

	/**
	 * Every property that this driver reads. The application refuses to start with a
	 * {@code camera.<name>.*} property that is not among them, and hands no other to
	 * {@link #open}. The same list each time (L1); empty by default: nothing to
	 * configure.
	 */
	default List<DriverProperty> properties() {
		return List.of();
	}

	/**
	 * Opens the camera. Settings are not in effect yet: the application applies them
	 * next. A driver whose hardware is only partly there opens with the parts that are. A
	 * camera that was closed can be opened again (L5).
	 * @throws CameraException REFUSED when the configuration is wrong (the message begins
	 * with the full property name), which stops the service; UNAVAILABLE when the
	 * hardware does not answer, after which the application tries again
	 */
	Camera open(DriverContext context) throws CameraException;

}
