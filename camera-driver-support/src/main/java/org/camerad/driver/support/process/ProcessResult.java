package org.camerad.driver.support.process;

/**
 * The end of a program.
 *
 * @param status its exit status; 128 and more after a signal
 * @param output its standard output, without the end of the last line
 * @param errors its standard error, likewise
 */
public record ProcessResult(int status, String output, String errors) {

	/** Returns whether the exit status is 0. */
	public boolean isSuccess() {
		return this.status == 0;
	}

	/** Returns one line for an operator: why it failed, by its own account. */
	public String complaint() {
		String said = this.errors.isBlank() ? this.output : this.errors;
		String line = said.lines().filter((each) -> !each.isBlank()).reduce((first, last) -> last).orElse("");
		return line.isEmpty() ? "exit status " + this.status : line.strip();
	}

}
