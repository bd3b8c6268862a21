package org.camerad.driver.hisilicon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;

/**
 * The driver for HiSilicon and Goke boards under OpenIPC. It controls the streamer that
 * owns the video pipeline, on the same board or over the network, and the services of the
 * board.
 */
public final class HiSiliconDriver implements DriverSPI {

	/** A file that only the vendor's kernel modules create. */
	private static final Path MODULES = Path.of("/proc/umap/sys");

	@Override
	public String name() {
		return "hisilicon";
	}

	@Override
	public boolean detects() {
		return Files.exists(MODULES);
	}

	@Override
	public List<DriverProperty> properties() {
		return HiSiliconConfiguration.PROPERTIES.described();
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		return new HiSiliconCamera(HiSiliconConfiguration.of(context, detects()), context);
	}

}
