package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An init script of the board. It runs in its own session and is never killed, because a
 * script that is killed between stop and start leaves its service stopped.
 *
 * @param files the files of the board
 * @param commands the programs of the board
 * @param path the path of the script on the board
 */
record InitScript(BoardFiles files, BoardCommands commands, String path) {

	private static final System.Logger LOGGER = System.getLogger(InitScript.class.getName());

	/** Returns whether the board has this script. */
	boolean exists() {
		return this.commands.has(this.path);
	}

	/** Returns the output of the last run. */
	BoundedLog log() {
		return new BoundedLog(
				this.files.at("/tmp/camerad-" + this.path.substring(this.path.lastIndexOf('/') + 1) + ".log"));
	}

	/**
	 * Starts the script and does not wait for its end.
	 * @param environment additional environment variables
	 * @throws IOException if it cannot be started
	 */
	Process start(Map<String, String> environment, String action) throws IOException {
		return this.commands.detached(log().file(), environment, this.path, action);
	}

	/**
	 * Runs the script and waits for its end.
	 * @param timeout the time to wait; the script continues after it
	 * @throws IOException if it cannot be started or fails
	 */
	void run(Duration timeout, String action) throws IOException {
		Process process = start(Map.of(), action);
		try {
			if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				LOGGER.log(Level.INFO, "{0} {1} is still running", this.path, action);
			}
			else if (process.exitValue() != 0) {
				throw new IOException(this.path + " " + action + ": " + log().lastLine());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
