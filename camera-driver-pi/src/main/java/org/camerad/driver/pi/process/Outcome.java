package org.camerad.driver.pi.process;

/**
 * How a program ended.
 *
 * @param status its exit status; 128 and more after a signal
 * @param output what it said, without the end of the last line
 * @param errors what it complained about, likewise
 */
public record Outcome(int status, String output, String errors) {

	public boolean isSuccess() {
		return this.status == 0;
	}

	/** One line for an operator: why it failed, by its own account. */
	public String complaint() {
		String said = this.errors.isBlank() ? this.output : this.errors;
		String line = said.lines().filter((each) -> !each.isBlank()).reduce((first, last) -> last).orElse("");
		return line.isEmpty() ? "exit status " + this.status : line.strip();
	}

}
