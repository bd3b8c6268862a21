package org.camerad.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.PtzPosition;
import org.camerad.operation.CameraMeters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The position of a camera's PTZ head, for health and metrics. The head is asked at most
 * once per second, and only while health or metrics are read. A reader waits half a
 * second for a slow head, and not at all for one that has not responded to the last
 * question. Any thread.
 */
public final class PtzPositionMonitor {

	private static final Logger logger = LoggerFactory.getLogger(PtzPositionMonitor.class);

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

	private static final long READ_TIMEOUT_MILLIS = 500;

	private final CameraConnection connection;

	private @Nullable CompletableFuture<Optional<PtzPosition>> question;

	private long askedAt;

	public PtzPositionMonitor(CameraConnection connection) {
		this.connection = connection;
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
		if (!hasPtz()) {
			return Optional.empty();
		}
		try {
			return latest().get(READ_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.debug("the PTZ head does not report its position", ex);
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	private synchronized CompletableFuture<Optional<PtzPosition>> latest() {
		CompletableFuture<Optional<PtzPosition>> last = this.question;
		boolean asking = last != null && !last.isDone();
		if (asking && System.nanoTime() - this.askedAt > MAX_AGE_NANOS) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		if (last == null || (!asking && System.nanoTime() - this.askedAt > MAX_AGE_NANOS)) {
			last = ask();
			this.question = last;
			this.askedAt = System.nanoTime();
		}
		return last;
	}

	private CompletableFuture<Optional<PtzPosition>> ask() {
		CompletableFuture<Optional<PtzPosition>> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				answer.complete(this.connection.ptzPosition());
			}
			catch (CameraException | RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		}, "ptz-position");
		thread.setDaemon(true);
		thread.start();
		return answer;
	}

}
