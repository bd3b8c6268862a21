package org.camerad.driver.simulation;

/**
 * The kinds of cameras that a simulated one can be for clients of ONVIF: each deviates
 * from the specification as client authors report of real cameras.
 */
public enum Persona {

	/** A camera as the specification describes it. */
	NONE,

	/** Log-ins by HTTP digest alone. */
	DIGEST_ONLY,

	/** The clock shows local time and calls it UTC. */
	LOCAL_CLOCK,

	/** Only the first media service. */
	NO_MEDIA2,

	/** Tokens of digits, of several words, and long ones. */
	ODD_TOKENS,

	/** PullMessages is answered after its timeout. */
	SLOW_PULL,

	/** A head that neither reports nor accepts a position. */
	NO_POSITION

}
