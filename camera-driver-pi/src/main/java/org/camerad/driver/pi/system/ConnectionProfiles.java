package org.camerad.driver.pi.system;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.pi.system.SystemPrograms.Program;
import org.camerad.driver.support.process.ProcessResult;

/**
 * The NetworkManager connection profiles of one interface, through {@code nmcli}
 * (NetworkManager 1.42 of Raspberry Pi OS bookworm and later).
 */
final class ConnectionProfiles {

	/** The exit status of nmcli after a timeout (nmcli(1)). */
	private static final int STILL_ACTIVATING = 3;

	private final SystemPrograms programs;

	private final String device;

	private final String waitSeconds;

	/**
	 * Creates the access.
	 * @param device the network interface
	 * @param waitSeconds the limit of the wait for an activation, in seconds
	 */
	ConnectionProfiles(SystemPrograms programs, String device, long waitSeconds) {
		this.programs = programs;
		this.device = device;
		this.waitSeconds = String.valueOf(waitSeconds);
	}

	String device() {
		return this.device;
	}

	/**
	 * Returns the UUID of the active profile.
	 * @throws CameraException UNAVAILABLE if no profile is active or nmcli fails
	 */
	String active() throws CameraException {
		String id = this.programs.run(Program.NMCLI, "-g", "GENERAL.CON-UUID", "device", "show", this.device).strip();
		if (id.isEmpty() || id.equals("--")) {
			throw CameraException.unavailable("no NetworkManager connection is active at " + this.device
					+ "; check the cable and that nmcli device lists the interface as managed");
		}
		return id;
	}

	ConnectionProfile read(String id) throws CameraException {
		return ConnectionProfile.parse(this.programs.run(Program.NMCLI, "-g",
				"ipv4.method,ipv4.addresses,ipv4.gateway,ipv4.dns", "connection", "show", id));
	}

	/**
	 * Replaces the profile's IPv4 settings; the active settings stay until
	 * {@link #activate}.
	 */
	void write(String id, ConnectionProfile profile) throws CameraException {
		this.programs.run(Program.NMCLI, "connection", "modify", id, "ipv4.method", profile.method(), "ipv4.addresses",
				profile.addresses(), "ipv4.gateway", profile.gateway(), "ipv4.dns", profile.dns());
	}

	/**
	 * Activates the profile.
	 * @return whether it is active; false if the activation takes longer than the limit
	 */
	boolean activate(String id) throws CameraException {
		ProcessResult outcome = this.programs.execute(Program.NMCLI, "--wait", this.waitSeconds, "connection", "up",
				id);
		if (!outcome.isSuccess() && outcome.status() != STILL_ACTIVATING) {
			throw CameraException.unavailable("nmcli failed: " + outcome.complaint());
		}
		return outcome.isSuccess();
	}

	/**
	 * Returns the settings in use at the interface; empty while it has no address.
	 */
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
