package org.camerad.firmware;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.camerad.driver.FirmwareStatus;

/**
 * The state of a camera's firmware upgrade.
 *
 * @param phase the phase
 * @param percent the progress of the phase from 0 to 100
 * @param message the reason of a failure, else empty
 */
record UpgradeState(Phase phase, int percent, String message) {

	/** The state without an upgrade. */
	static final UpgradeState IDLE = new UpgradeState(Phase.IDLE, 0, "");

	private static final int MAX_MESSAGE = 300;

	/** The phases of an upgrade. */
	enum Phase {

		IDLE, RECEIVING, VERIFYING, INSTALLING, REBOOTING, FAILED

	}

	UpgradeState {
		message = message.replaceAll("[^ -~]", "?");
		message = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
	}

	/** Returns the state of a phase that goes on. */
	static UpgradeState of(Phase phase, long percent) {
		return new UpgradeState(phase, (int) Math.max(0, Math.min(100, percent)), "");
	}

	/** Returns the state after an upgrade that has failed. */
	static UpgradeState failed(String message) {
		return new UpgradeState(Phase.FAILED, 0, message);
	}

	/** Returns this state, or the one that the hardware reports while this is idle. */
	UpgradeState or(FirmwareStatus hardware) {
		if (this.phase != Phase.IDLE) {
			return this;
		}
		if (hardware.onTrial()) {
			return of(Phase.REBOOTING, 0);
		}
		return hardware.failure().isEmpty() ? this : failed(hardware.failure());
	}

	/** Returns the attributes of the interface's response. */
	Map<String, String> attributes(FirmwareStatus hardware) {
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put("state", this.phase.name().toLowerCase(Locale.ROOT));
		attributes.put("percent", String.valueOf(this.percent));
		attributes.put("version", hardware.version());
		attributes.put("previous", hardware.previous());
		attributes.put("message", this.message);
		return attributes;
	}

}
