package org.camerad.driver.sim;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;

/**
 * The power state of the camera: running, rebooting or closed for good. Thread-safe.
 */
final class PowerState {

	private enum State {

		ON, REBOOTING, CLOSED

	}

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private State state = State.ON;

	void check() throws CameraException {
		this.lock.lock();
		try {
			switch (this.state) {
				case REBOOTING -> throw CameraException.unavailable("the camera is rebooting");
				case CLOSED -> throw CameraException.unavailable("the camera is closed");
				default -> {
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isOn() {
		this.lock.lock();
		try {
			return this.state == State.ON;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for the given time.
	 * @throws CameraException UNAVAILABLE as soon as the camera reboots or is closed
	 */
	void pause(Duration time) throws CameraException {
		try {
			await(State.ON, time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
		check();
	}

	/**
	 * Starts a reboot and returns whether it began. It begins only while the camera runs.
	 */
	boolean startReboot() {
		return change(State.ON, State.REBOOTING);
	}

	/** Waits for the duration of a reboot. Closing the camera ends the wait. */
	void awaitReboot(Duration time) throws InterruptedException {
		await(State.REBOOTING, time);
	}

	/**
	 * Ends a reboot and returns whether the camera runs again. It does not if it was
	 * closed.
	 */
	boolean endReboot() {
		return change(State.REBOOTING, State.ON);
	}

	/** Closes the camera and returns whether this call did so. */
	boolean close() {
		return change(State.ON, State.CLOSED) || change(State.REBOOTING, State.CLOSED);
	}

	private boolean change(State from, State to) {
		this.lock.lock();
		try {
			if (this.state != from) {
				return false;
			}
			this.state = to;
			this.changed.signalAll();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(State during, Duration time) throws InterruptedException {
		this.lock.lock();
		try {
			long left = time.toNanos();
			while (this.state == during && left > 0) {
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
