package org.camerad.driver.support.process;

/**
 * The result of a program. Immutable.
 *
 * @param status the exit status; 128 and more after a signal
 * @param output the standard output without the end of its last line
 * @param errors the standard error, likewise
 */
public record ProcessResult(int status, String output, String errors) {

	/** Returns whether the exit status is 0. */
	public boolean isSuccess() {
		return this.status == 0;
	}

	/**
	 * Returns one line for operators: the reason of the failure as the program states it.
	 */
	public String complaint() {
		String said = this.errors.isBlank() ? this.output : this.errors;
		String line = said.lines().filter((each) -> !each.isBlank()).reduce((first, last) -> last).orElse("");
		return line.isEmpty() ? "exit status " + this.status : line.strip();
	}

}
