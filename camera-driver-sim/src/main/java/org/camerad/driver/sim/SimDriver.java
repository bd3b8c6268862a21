package org.camerad.driver.sim;

import java.util.List;
import java.util.function.LongSupplier;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;

/**
 * A camera made of software. It has every part that the contract knows, needs no hardware
 * and never detects any. {@link #properties()} tells its configuration.
 */
public final class SimDriver implements DriverSPI {

	private final LongSupplier nanoTime;

	public SimDriver() {
		this(System::nanoTime);
	}

	/** With a monotonic time source of the caller's, in nanoseconds. */
	SimDriver(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public String name() {
		return "sim";
	}

	@Override
	public boolean detects() {
		return false;
	}

	@Override
	public List<DriverProperty> properties() {
		return SimConfiguration.PROPERTIES.described();
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		return new SimCamera(SimConfiguration.of(context.properties()), context, this.nanoTime);
	}

}
