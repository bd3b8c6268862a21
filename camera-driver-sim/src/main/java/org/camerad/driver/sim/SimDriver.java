package org.camerad.driver.sim;

import java.util.function.LongSupplier;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

/**
 * A camera made of software. It has every part that the contract knows, needs no hardware
 * and never detects any. Configured by {@code camera.sim.*}:
 * <ul>
 * <li>{@code seed}: what tells simulated cameras apart: serial number, hardware address,
 * lease (1)
 * <li>{@code model}: the model's name (MC200J6)
 * <li>{@code reboot-time}: how long a reboot takes, up to ten minutes (2s)
 * <li>{@code sd}: the memory card: {@code present}, {@code absent}, {@code full},
 * {@code read-only}, {@code broken} (present)
 * <li>{@code scene}: what it looks at: {@code street}, {@code storm}, a scene file or a
 * folder of pictures (street)
 * <li>{@code strip}: whether pictures carry their truth in a machine-readable strip
 * (true)
 * <li>{@code fault.<name>}: a fault's value, when and how often it befalls (none); see
 * {@link org.camerad.driver.sim.fault.FaultKind}
 * </ul>
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
	public Camera open(DriverContext context) throws CameraException {
		return new SimCamera(SimConfiguration.of(context.properties()), context, this.nanoTime);
	}

}
