package org.camerad.driver.pi.system;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.pi.system.SystemPrograms.Program;
import org.camerad.driver.support.process.ProcessResult;

/**
 * The connection profiles of NetworkManager and what is active at one device, through
 * {@code nmcli} (NetworkManager 1.42 of Raspberry Pi OS bookworm, and newer).
 */
final class ConnectionProfiles {

	/** The manual page's exit status for a wait that was too short. */
	private static final int STILL_ACTIVATING = 3;

	private final SystemPrograms programs;

	private final String device;

	private final String waitSeconds;

	/**
	 * @param device the network interface
	 * @param waitSeconds how long the activation of a profile is waited for
	 */
	ConnectionProfiles(SystemPrograms programs, String device, long waitSeconds) {
		this.programs = programs;
		this.device = device;
		this.waitSeconds = String.valueOf(waitSeconds);
	}

	String device() {
		return this.device;
	}

	/** The identity of the profile that is active at the device. */
	String active() throws CameraException {
		String id = this.programs.run(Program.NMCLI, "-g", "GENERAL.CON-UUID", "device", "show", this.device).strip();
		if (id.isEmpty() || id.equals("--")) {
			throw CameraException.unavailable("no NetworkManager connection is active at " + this.device
					+ ": is the cable in, does nmcli device show it as managed?");
		}
		return id;
	}

	ConnectionProfile read(String id) throws CameraException {
		return ConnectionProfile.parse(this.programs.run(Program.NMCLI, "-g",
				"ipv4.method,ipv4.addresses,ipv4.gateway,ipv4.dns", "connection", "show", id));
	}

	/** Changes the profile as a whole; what is active stays as it is. */
	void write(String id, ConnectionProfile profile) throws CameraException {
		this.programs.run(Program.NMCLI, "connection", "modify", id, "ipv4.method", profile.method(), "ipv4.addresses",
				profile.addresses(), "ipv4.gateway", profile.gateway(), "ipv4.dns", profile.dns());
	}

	/**
	 * Makes what the profile says active.
	 * @return whether it is; false when that takes longer
	 */
	boolean activate(String id) throws CameraException {
		ProcessResult outcome = this.programs.execute(Program.NMCLI, "--wait", this.waitSeconds, "connection", "up",
				id);
		if (!outcome.isSuccess() && outcome.status() != STILL_ACTIVATING) {
			throw CameraException.unavailable("nmcli failed: " + outcome.complaint());
		}
		return outcome.isSuccess();
	}

	/** What is in use at the device, empty while it has no address. */
	Optional<Network> inUse(boolean dhcp) throws CameraException {
		List<String> lines = Stream
			.concat(this.programs
				.run(Program.NMCLI, "-g", "IP4.ADDRESS,IP4.GATEWAY,IP4.DNS", "device", "show", this.device)
				.lines(), Stream.of("", "", ""))
			.toList();
		return ConnectionProfile.network(dhcp, list(lines.get(0)), lines.get(1).strip(), list(lines.get(2)));
	}

	private static String list(String text) {
		return text.strip().replaceAll("\\s*[|,]\\s*", ",");
	}

}
