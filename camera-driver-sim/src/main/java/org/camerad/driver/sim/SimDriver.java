package org.camerad.driver.sim;

import java.util.List;
import java.util.function.LongSupplier;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.sim.encode.EncoderFolder;

/**
 * The driver of the simulated camera. The camera has every part that the contract knows
 * and needs no hardware. {@link #detects()} is always false. {@link #properties()}
 * describes the configuration.
 */
public final class SimDriver implements DriverSPI {

	private final LongSupplier nanoTime;

	private final CameraStarts starts = new CameraStarts();

	public SimDriver() {
		this(System::nanoTime);
	}

	/** Creates a driver with another monotonic time source, in nanoseconds. */
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
		EncoderFolder.choose(SimConfiguration.encoderFolder(context.properties()), context.folder());
		SimConfiguration configuration = SimConfiguration.of(context);
		CameraStarts.Start start = this.starts.start(configuration, context.folder(), this.nanoTime);
		return new SimCamera(configuration, context, start, this.nanoTime);
	}

}
