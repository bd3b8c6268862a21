package org.camerad.camera;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.camerad.driver.Camera;
import org.camerad.driver.PtzPosition;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.SlowReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The position of a camera's PTZ head, for health and metrics. The head is asked only
 * while health or metrics are read. Any thread.
 */
public final class PtzPositionMonitor {

	private static final Logger logger = LoggerFactory.getLogger(PtzPositionMonitor.class);

	private final CameraConnection connection;

	private final SlowReading<PtzPosition> reading;

	public PtzPositionMonitor(CameraConnection connection) {
		this.connection = connection;
		this.reading = new SlowReading<>("ptz-position", connection::ptzPosition);
	}

	/** Registers the meters of the position, if the camera has a PTZ head. */
	public void register(CameraMeters meters) {
		if (hasPtz()) {
			meters.gauge("camera.ptz.pan.degrees", this, value(PtzPosition::panDegrees));
			meters.gauge("camera.ptz.tilt.degrees", this, value(PtzPosition::tiltDegrees));
			meters.gauge("camera.ptz.zoom", this, value(PtzPosition::zoom));
		}
	}

	private static ToDoubleFunction<PtzPositionMonitor> value(ToDoubleFunction<PtzPosition> component) {
		return (monitor) -> monitor.position().map(component::applyAsDouble).orElse(Double.NaN);
	}

	private boolean hasPtz() {
		try {
			return this.connection.camera().flatMap(Camera::ptz).isPresent();
		}
		catch (CameraFailure ex) {
			logger.debug("the driver does not tell whether there is a PTZ head", ex);
			return false;
		}
	}

	/**
	 * Returns the position, at most a second old; empty if the head does not report it.
	 */
	Optional<PtzPosition> position() {
		return hasPtz() ? this.reading.value() : Optional.empty();
	}

}
