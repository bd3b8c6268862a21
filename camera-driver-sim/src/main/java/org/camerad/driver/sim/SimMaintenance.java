package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.sim.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/** Reboots, which take the configured time, and factory resets. */
final class SimMaintenance implements Maintenance {

	private final FaultInjector faults;

	private final PowerState power;

	private final Duration rebootTime;

	private final SimCamera camera;

	private final Consumer<CameraEvent> listener;

	private volatile @Nullable Thread reboot;

	SimMaintenance(SimCamera camera, FaultInjector faults, PowerState power, Duration rebootTime,
			Consumer<CameraEvent> listener) {
		this.camera = camera;
		this.faults = faults;
		this.power = power;
		this.rebootTime = rebootTime;
		this.listener = listener;
	}

	@Override
	public void reboot() throws CameraException {
		this.faults.checkChange(CameraPart.MAINTENANCE);
		if (!this.power.startReboot()) {
			throw CameraException.unavailable("the camera is rebooting or closed");
		}
		Thread thread = new Thread(this::runReboot, "camera-sim-reboot");
		thread.setDaemon(true);
		this.reboot = thread;
		thread.start();
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		this.faults.checkChange(CameraPart.MAINTENANCE);
		try {
			this.camera.eraseStored(keepNetwork);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the factory reset is incomplete: " + ex, ex);
		}
	}

	/** Waits for the end of a reboot that {@link PowerState#close} has cut short. */
	void join() throws InterruptedException {
		Thread thread = this.reboot;
		if (thread != null && thread != Thread.currentThread()) {
			thread.join(2000);
		}
	}

	private void runReboot() {
		this.listener.accept(new CameraEvent.Unavailable("the simulated camera reboots"));
		this.camera.endSubscriptions(CameraException.unavailable("the camera is rebooting"));
		try {
			this.power.awaitReboot(this.faults.timeOr(FaultKind.SLOW_REBOOT, this.rebootTime));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.camera.restart();
		if (this.power.endReboot()) {
			this.listener.accept(new CameraEvent.Available("the simulated camera has rebooted"));
		}
	}

}
