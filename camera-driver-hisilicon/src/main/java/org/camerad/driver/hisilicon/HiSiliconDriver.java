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
 * The driver for HiSilicon and Goke boards under OpenIPC: the streamer that owns the
 * board's video pipeline, on the same board or reached over the network, and the board's
 * own services.
 */
public final class HiSiliconDriver implements DriverSPI {

	/** Where the vendor's kernel modules tell of themselves, and nothing else does. */
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
