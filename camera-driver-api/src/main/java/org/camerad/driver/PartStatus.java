package org.camerad.driver;

/**
 * How one part of a camera is, for health reports.
 *
 * @param part lower-case name, such as {@code clock}, {@code storage}, {@code sensor}
 * @param state whether it does its work
 * @param detail one line for an operator: what is wrong and how to mend it, or what it
 * does; no secrets
 */
public record PartStatus(String part, State state, String detail) {

	/** Whether a part does its work. */
	public enum State {

		/** All is well. */
		WORKING,

		/** It works with less than was asked, or is trying again. */
		IMPAIRED,

		/** It does not work. */
		FAILED

	}

}
