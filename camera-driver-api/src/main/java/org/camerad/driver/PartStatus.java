package org.camerad.driver;

/**
 * The status of one part of a camera, for health reports. Immutable.
 *
 * @param part the name of the part in lower case, such as {@code clock}, {@code
 * storage}, {@code sensor}
 * @param state the state of the part
 * @param detail one line for operators, without secrets: what the part does, or what is
 * wrong and how to fix it
 */
public record PartStatus(String part, State state, String detail) {

	/** The state of a part. */
	public enum State {

		/** The part works. */
		WORKING,

		/** The part works with restrictions or is retrying. */
		IMPAIRED,

		/** The part does not work. */
		FAILED

	}

}
