package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.Files;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.pi.system.SystemPrograms.Program;

/**
 * The system's SNTP client, systemd-timesyncd, which queries port 123 only. A drop-in of
 * timesyncd.conf(5) names the server.
 */
final class Timesyncd {

	static final int PORT = 123;

	private static final String PART = "clock";

	private static final Logger logger = System.getLogger(Timesyncd.class.getName());

	private final RecentReading<String> enabled = new RecentReading<>();

	private final RecentReading<String> inUse = new RecentReading<>();

	private final SystemPrograms programs;

	private final TimesyncdConfiguration configuration;

	private final Path dropIn;

	/**
	 * timesyncd touches this file at each synchronization, systemd-timesyncd(8).
	 */
	private final Path synchronizedAt;

	Timesyncd(SystemPrograms programs, Path root) {
		this.programs = programs;
		this.configuration = new TimesyncdConfiguration(root);
		this.dropIn = this.configuration.dropIn();
		this.synchronizedAt = root.resolve("run/systemd/timesync/synchronized");
	}

	/**
	 * Enables timesyncd with a server. If that fails, the former drop-in is restored.
	 * @throws CameraException UNAVAILABLE if the drop-in cannot be written or a program
	 * fails
	 */
	void useServer(String host) throws CameraException {
		String text = "# Written by camerad: the NTP server of its network camera interface. NTP= removes the others.\n"
				+ "[Time]\nNTP=\nNTP=" + host + "\nFallbackNTP=\n";
		Optional<String> former = read();
		if (former.filter(text::equals).isPresent()) {
			set(true);
			return;
		}
		write(text);
		try {
			set(true);
			this.programs.run(Program.SYSTEMCTL, "--no-ask-password", "restart", "systemd-timesyncd.service");
			forgetServer();
		}
		catch (CameraException ex) {
			restore(former);
			throw ex;
		}
	}

	private synchronized void forgetServer() {
		this.inUse.forget();
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
	 * Returns the first server of timesyncd's configuration; empty if it names none.
	 */
	Optional<String> server() throws CameraException {
		try {
			return this.configuration.servers().stream().findFirst();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("timesyncd's configuration cannot be read: " + ex, ex);
		}
	}

	/**
	 * Returns whether timesyncd keeps the clock with a server, or why not. It compares
	 * the server that timesyncd really uses; that response is at most six seconds old.
	 * @param host the server that it must use
	 * @param since a synchronization before this time does not count
	 */
	PartStatus status(String host, Instant since) {
		try {
			String used = serverInUse();
			if (used.isEmpty()) {
				return impaired("timesyncd has not chosen NTP server " + host + " yet");
			}
			if (!isExpected(used, host)) {
				return impaired("timesyncd uses NTP server " + used + " instead of " + host
						+ "; check that the server responds and that timesyncd can read " + this.dropIn);
			}
			return isSynchronizedSince(since)
					? new PartStatus(PART, PartStatus.State.WORKING, "NTP server " + host + " keeps the clock")
					: impaired("NTP server " + host + " has not set the clock yet");
		}
		catch (CameraException ex) {
			return impaired("timesyncd does not tell its NTP server: " + ex.getMessage());
		}
	}

	private static PartStatus impaired(String detail) {
		return new PartStatus(PART, PartStatus.State.IMPAIRED, detail);
	}

	private synchronized String serverInUse() throws CameraException {
		return this.inUse
			.get(() -> this.programs.run(Program.TIMEDATECTL, "show-timesync", "-p", "ServerName", "--value"))
			.strip();
	}

	/**
	 * Returns whether a server is the wanted one. An adopted configuration may name
	 * several.
	 */
	private boolean isExpected(String used, String host) throws CameraException {
		try {
			List<String> configured = this.configuration.servers();
			return used.equalsIgnoreCase(host) || configured.contains(host) && configured.contains(used);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("its configuration cannot be read: " + ex, ex);
		}
	}

	private synchronized void set(boolean on) throws CameraException {
		this.enabled.forget();
		this.inUse.forget();
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
	private boolean isSynchronizedSince(Instant time) {
		try {
			return !Files.getLastModifiedTime(this.synchronizedAt).toInstant().isBefore(time);
		}
		catch (IOException ex) {
			// The file does not exist before the first synchronization.
			return false;
		}
	}

}
