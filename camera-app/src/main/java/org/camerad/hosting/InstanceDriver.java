package org.camerad.hosting;

import java.util.List;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverProperty;
import org.camerad.driver.DriverSPI;
import org.camerad.operation.ConfigurationException;
import org.camerad.operation.InstanceConfiguration;

/**
 * The driver of one camera. A problem of its configuration names the key of that camera.
 *
 * @param driver the driver, which may open other cameras too
 * @param configuration the configuration of the camera
 */
record InstanceDriver(DriverSPI driver, InstanceConfiguration configuration) implements DriverSPI {

	@Override
	public String name() {
		return this.driver.name();
	}

	@Override
	public boolean detects() {
		return this.driver.detects();
	}

	@Override
	public List<DriverProperty> properties() {
		return this.driver.properties();
	}

	@Override
	public Camera open(DriverContext context) throws CameraException {
		try {
			return this.driver.open(context);
		}
		catch (CameraException ex) {
			throw (ex.kind() == CameraException.Kind.REFUSED) ? named(ex) : ex;
		}
	}

	private CameraException named(CameraException ex) {
		ConfigurationException problem = new ConfigurationException(String.valueOf(ex.getMessage()));
		return new CameraException(ex.kind(), String.valueOf(this.configuration.named(problem).getMessage()), ex);
	}

}
