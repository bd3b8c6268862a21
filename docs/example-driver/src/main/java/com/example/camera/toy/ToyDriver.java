package com.example.camera.toy;

import java.util.List;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;

/** The driver {@code toy}, which the file in {@code META-INF/services} names. */
public final class ToyDriver implements DriverSPI {

	private static final String NAME = "toy";

	private static final Property<String> SERIAL_NUMBER = Property.of("serial-number",
			PropertyKind.matching("[0-9A-Z-]{1,20}", "up to 20 digits, capital letters and dashes"), "TOY-1",
			"the serial number that clients see");

	/** The table of {@code camera.toy.*}. */
	private static final DriverProperties PROPERTIES = new DriverProperties(NAME, List.of(SERIAL_NUMBER));

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public List<DriverProperty> properties() {
		return PROPERTIES.described();
	}

	/**
	 * Returns false: there is no hardware, so only {@code camera.driver=toy} chooses it.
	 */
	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		return new ToyCamera(PROPERTIES.read(context.properties()).get(SERIAL_NUMBER));
	}

}
