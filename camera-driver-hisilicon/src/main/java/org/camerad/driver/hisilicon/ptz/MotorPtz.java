package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.support.failure.Reason;

/**
 * A PTZ head with motors. Presets are positions in steps; motors that do not report a
 * position refuse them. A stop never waits. If it overtakes a motion that is just
 * starting, it is repeated after the start.
 */
final class MotorPtz implements BoardPtz {

	private static final System.Logger LOGGER = System.getLogger(MotorPtz.class.getName());

	/** A call to the motors. */
	@FunctionalInterface
	private interface MotorCall {

		void run() throws IOException, CameraException;

	}

	private final String name;

	private final Motors motors;

	private final StepPresets presets;

	private final AtomicLong stops = new AtomicLong();

	private volatile boolean closed;

	private volatile String problem = "";

	MotorPtz(String name, Motors motors, StepPresets presets) {
		this.name = name;
		this.motors = motors;
		this.presets = presets;
	}

	@Override
	public synchronized void move(PtzMotion motion) throws CameraException {
		start(() -> this.motors.move(motion));
	}

	/** Starts a motion, and stops it if a stop arrived meanwhile. */
	private void start(MotorCall call) throws CameraException {
		long before = this.stops.get();
		perform(call);
		if (before != this.stops.get()) {
			perform(this.motors::stop);
		}
	}

	@Override
	public void stop() throws CameraException {
		this.stops.incrementAndGet();
		perform(this.motors::stop);
	}

	@Override
	public synchronized void addPreset(int number) throws CameraException {
		perform(() -> {
			PanTiltSteps position = this.motors.position()
				.orElseThrow(() -> CameraException.refused("these motors do not report a position: no presets"));
			this.presets.put(number, position);
		});
	}

	@Override
	public synchronized void callPreset(int number) throws CameraException {
		checkOpen();
		PanTiltSteps position = this.presets.find(number)
			.orElseThrow(() -> CameraException.refused("preset " + number + " was never set"));
		start(() -> {
			if (this.motors.position().isEmpty()) {
				throw CameraException.unavailable("the position of the motors is unknown");
			}
			this.motors.goTo(position);
		});
	}

	@Override
	public synchronized void deletePreset(int number) throws CameraException {
		perform(() -> this.presets.remove(number));
	}

	@Override
	public synchronized void clearPresets() throws CameraException {
		perform(this.presets::clear);
	}

	private void perform(MotorCall call) throws CameraException {
		checkOpen();
		try {
			call.run();
			this.problem = "";
		}
		catch (IOException ex) {
			this.problem = Reason.of(ex);
			throw CameraException.unavailable("the motors failed: " + Reason.of(ex), ex);
		}
	}

	private void checkOpen() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the PTZ head is closed");
		}
	}

	@Override
	public PartStatus status() {
		String detail = this.problem;
		return detail.isEmpty() ? new PartStatus("ptz", PartStatus.State.WORKING, this.name)
				: new PartStatus("ptz", PartStatus.State.FAILED, this.name + ": " + detail);
	}

	@Override
	public void close() {
		this.closed = true;
		this.stops.incrementAndGet();
		try {
			this.motors.close();
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "The motors may still move: {0}", Reason.of(ex));
		}
	}

}
