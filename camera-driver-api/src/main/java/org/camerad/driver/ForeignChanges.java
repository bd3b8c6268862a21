package org.camerad.driver;

/**
 * The response to a change in the hardware's stored configuration that this service has
 * not made: by the vendor's web interface, for example.
 */
public enum ForeignChanges {

	/** The new values become the values in effect. */
	ADOPT,

	/** The values in effect are applied again. */
	RESTORE

}
