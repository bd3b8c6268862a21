package org.camerad.driver.pi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;

/**
 * The driver for a Raspberry Pi with a camera module and an optional Pelco-D head.
 */
public final class PiDriver implements DriverSPI {

	/**
	 * The device tree file with the board's model name, which ends with a zero byte.
	 */
	private static final Path MODEL = Path.of("/proc/device-tree/model");

	@Override
	public String name() {
		return "pi";
	}

	@Override
	public boolean detects() {
		try {
			return Files.readString(MODEL, StandardCharsets.ISO_8859_1).startsWith("Raspberry Pi");
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public List<DriverProperty> properties() {
		return PiConfiguration.PROPERTIES.described();
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		return new PiCamera(PiConfiguration.of(context.properties()), context);
	}

}
