package org.camerad.camera;

import org.camerad.driver.CameraException;

/**
 * A call that the service could not begin or finish for lack of its own resources: too
 * many calls, or too little memory. The hardware is not lost, and nothing has changed.
 */
final class CameraOverloadException extends CameraException {

	private static final long serialVersionUID = 1L;

	CameraOverloadException(String message, Throwable cause) {
		super(Kind.UNAVAILABLE, message, cause);
	}

	/** Returns whether the heap was too small. */
	boolean isOutOfMemory() {
		return getCause() instanceof OutOfMemoryError;
	}

}
