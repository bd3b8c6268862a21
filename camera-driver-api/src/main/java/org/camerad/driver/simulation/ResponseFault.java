package org.camerad.driver.simulation;

/** A fault that the application injects into its own responses. */
public enum ResponseFault {

	/** Delays the handling of a request. Asked before a request is handled. */
	LATENCY,

	/** Delays the first byte of a response. Asked before a response begins. */
	SLOW_FIRST_BYTE,

	/** Removes the body. Asked for a successful response that has one. */
	EMPTY_ANSWER,

	/** Cuts off the second half of a picture without a sign. Asked for a picture. */
	HALF_JPEG,

	/**
	 * Resets the connection in the middle of a body. Asked for a successful response, for
	 * each picture and event of an endless response, and for interleaved media.
	 */
	RESET_IN_BODY

}
