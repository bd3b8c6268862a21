package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.Files;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.pi.system.SystemPrograms.Program;

/**
 * The system's SNTP client, systemd-timesyncd, which queries port 123 only. A drop-in of
 * timesyncd.conf(5) names the server.
 */
final class Timesyncd {

	static final int PORT = 123;

	private static final Logger logger = System.getLogger(Timesyncd.class.getName());

	private static final Pattern SERVER = Pattern.compile("\\s*NTP\\s*=\\s*(\\S+).*");

	private final RecentReading<String> enabled = new RecentReading<>();

	private final SystemPrograms programs;

	private final Path dropIn;

	/**
	 * timesyncd touches this file at each synchronization, systemd-timesyncd(8).
	 */
	private final Path synchronizedAt;

	Timesyncd(SystemPrograms programs, Path root) {
		this.programs = programs;
		this.dropIn = root.resolve("etc/systemd/timesyncd.conf.d/camerad.conf");
		this.synchronizedAt = root.resolve("run/systemd/timesync/synchronized");
	}

	/**
	 * Enables timesyncd with a server. If that fails, the former drop-in is restored.
	 * @throws CameraException UNAVAILABLE if the drop-in cannot be written or a program
	 * fails
	 */
	void useServer(String host) throws CameraException {
		String text = "# Written by camerad: the NTP server of its network camera interface.\n[Time]\nNTP=" + host
				+ "\nFallbackNTP=\n";
		Optional<String> former = read();
		if (former.filter(text::equals).isPresent()) {
			set(true);
			return;
		}
		write(text);
		try {
			set(true);
			this.programs.run(Program.SYSTEMCTL, "--no-ask-password", "restart", "systemd-timesyncd.service");
		}
		catch (CameraException ex) {
			restore(former);
			throw ex;
		}
	}

	/** Disables timesyncd. */
	void disable() throws CameraException {
		set(false);
	}

	/**
	 * Returns whether the system's NTP client is on; empty if {@code timedatectl} does
	 * not tell. The response is at most six seconds old.
	 */
	synchronized Optional<Boolean> isEnabled() {
		try {
			String text = this.enabled
				.get(() -> this.programs.run(Program.TIMEDATECTL, "show", "-p", "NTP", "--value"));
			return switch (text.strip()) {
				case "yes" -> Optional.of(true);
				case "no" -> Optional.of(false);
				default -> Optional.empty();
			};
		}
		catch (CameraException ex) {
			logger.log(Level.DEBUG, "timedatectl does not tell whether NTP is on", ex);
			return Optional.empty();
		}
	}

	/**
	 * Returns the first server of timesyncd's configuration; empty if it names none. A
	 * drop-in comes before the main file.
	 */
	Optional<String> server() throws CameraException {
		try {
			for (Path file : List.of(this.dropIn, this.dropIn.getParent().resolveSibling("timesyncd.conf"))) {
				Optional<String> server = DurableFiles.read(file).flatMap(Timesyncd::server);
				if (server.isPresent()) {
					return server;
				}
			}
			return Optional.empty();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("timesyncd's configuration cannot be read: " + ex, ex);
		}
	}

	private static Optional<String> server(String text) {
		return text.lines().map(SERVER::matcher).filter(Matcher::matches).map((line) -> line.group(1)).findFirst();
	}

	private synchronized void set(boolean on) throws CameraException {
		this.enabled.forget();
		this.programs.run(Program.TIMEDATECTL, "--no-ask-password", "set-ntp", String.valueOf(on));
	}

	private Optional<String> read() throws CameraException {
		try {
			return DurableFiles.read(this.dropIn);
		}
		catch (IOException ex) {
			throw unwritable(ex);
		}
	}

	private void write(String text) throws CameraException {
		try {
			DurableFiles.writeShared(this.dropIn, text);
		}
		catch (IOException ex) {
			throw unwritable(ex);
		}
	}

	private void restore(Optional<String> former) throws CameraException {
		try {
			if (former.isPresent()) {
				DurableFiles.writeShared(this.dropIn, former.get());
			}
			else {
				DurableFiles.delete(this.dropIn);
			}
		}
		catch (IOException ex) {
			throw unwritable(ex);
		}
	}

	private CameraException unwritable(IOException cause) {
		return CameraException.unavailable(
				"the NTP server cannot be written to " + this.dropIn
						+ "; make the folder writable for the service's user (deploy/systemd/README.md): " + cause,
				cause);
	}

	/** Returns whether a server has set the clock at or after a time. */
	boolean isSynchronizedSince(Instant time) {
		try {
			return !Files.getLastModifiedTime(this.synchronizedAt).toInstant().isBefore(time);
		}
		catch (IOException ex) {
			// The file does not exist before the first synchronization.
			return false;
		}
	}

}
