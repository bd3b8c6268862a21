package org.camerad.driver;

import java.util.function.IntConsumer;

/** The firmware of the hardware and its updater (contract 3.20). */
public interface Firmware {

	/**
	 * Returns the installed versions. Returns what is known without access to the
	 * hardware, also after the camera was closed.
	 */
	FirmwareStatus status();

	/**
	 * Returns whether the hardware reboots by itself after {@link #install}. If not, the
	 * application closes the camera and opens it again, and the new version runs. The
	 * same value at each call.
	 */
	default boolean rebootsItself() {
		return true;
	}

	/**
	 * Installs an image and returns when the next start of the hardware runs it, or when
	 * the hardware is rebooting into it. Takes minutes, independently of all other calls.
	 * The running version stays usable. Ends early when the thread is interrupted.
	 * @param percent accepts the progress from 0 to 100
	 * @throws CameraException REFUSED if the image does not fit this hardware or there is
	 * not enough space to install it (F1); UNAVAILABLE if the updater is missing or
	 * fails, or the camera is closed. The running version remains the installed one (F2)
	 */
	void install(FirmwareImage image, IntConsumer percent) throws CameraException;

	/**
	 * Keeps a version that is on trial. Does nothing if none is.
	 * @throws CameraException UNAVAILABLE if that cannot be stored
	 */
	default void confirm() throws CameraException {
	}

	/**
	 * Gives up a version that is on trial: the next start of the hardware runs the former
	 * one. Does nothing if none is on trial.
	 * @param reason the reason, which {@link FirmwareStatus#failure()} then contains
	 * @throws CameraException UNAVAILABLE if that cannot be stored
	 */
	default void fallBack(String reason) throws CameraException {
	}

}
