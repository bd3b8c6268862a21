package org.camerad.driver.sim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the two firmware slots, as it is stored. Immutable.
 *
 * @param active the slot that is started unless another one is on trial
 * @param versions the version in each slot, empty for a slot that cannot be started
 * @param trial the slot that is started on trial, empty for none
 * @param starts the starts of the slot on trial that were not confirmed
 * @param broken whether the version on trial was installed broken, by an injected fault
 * @param failure the reason why the last installed version was given up, empty if it was
 * not
 */
record SlotState(Slot active, Map<Slot, String> versions, Optional<Slot> trial, int starts, boolean broken,
		String failure) {

	/** The state of a camera that has just left the factory. */
	static final SlotState FACTORY = new SlotState(Slot.A, Map.of(Slot.A, "1.0.0", Slot.B, ""), Optional.empty(), 0,
			false, "");

	/** The two places of a version. */
	enum Slot {

		A, B;

		Slot other() {
			return (this == A) ? B : A;
		}

	}

	SlotState {
		versions = Map.copyOf(versions);
	}

	String version(Slot slot) {
		return this.versions.getOrDefault(slot, "");
	}

	/** Returns the state in which nothing can be started from the spare slot. */
	SlotState withoutSpare() {
		return new SlotState(this.active, Map.of(this.active, version(this.active)), Optional.empty(), 0, false, "");
	}

	/** Returns the state in which the next start runs the spare slot on trial. */
	SlotState withTrial(String version, boolean faulty) {
		Slot spare = this.active.other();
		return new SlotState(this.active, Map.of(this.active, version(this.active), spare, version), Optional.of(spare),
				0, faulty, "");
	}

	/** Returns the state after one more start of the version on trial. */
	SlotState started() {
		return new SlotState(this.active, this.versions, this.trial, this.starts + 1, this.broken, this.failure);
	}

	/** Returns the state in which the version on trial is kept. */
	SlotState confirmed() {
		return new SlotState(this.trial.orElse(this.active), this.versions, Optional.empty(), 0, false, "");
	}

	/** Returns the state in which the version on trial is given up. */
	SlotState fallenBack(String reason) {
		return new SlotState(this.active, Map.of(this.active, version(this.active)), Optional.empty(), 0, false,
				reason);
	}

	/** Returns the text to store, one value a line. */
	String text() {
		return "active=" + this.active + "\nA=" + version(Slot.A) + "\nB=" + version(Slot.B) + "\ntrial="
				+ this.trial.map(Slot::name).orElse("") + "\nstarts=" + this.starts + "\nbroken=" + this.broken
				+ "\nfailure=" + this.failure.replaceAll("\\R", " ") + "\n";
	}

	/**
	 * Reads a stored text.
	 * @throws IllegalArgumentException if it is not such a text
	 */
	static SlotState parse(String text) {
		Map<String, String> values = new LinkedHashMap<>();
		text.lines().forEach((line) -> {
			int equals = line.indexOf('=');
			if (equals > 0) {
				values.put(line.substring(0, equals), line.substring(equals + 1));
			}
		});
		String trial = values.getOrDefault("trial", "");
		return new SlotState(Slot.valueOf(values.getOrDefault("active", "")),
				Map.of(Slot.A, values.getOrDefault("A", ""), Slot.B, values.getOrDefault("B", "")),
				trial.isEmpty() ? Optional.empty() : Optional.of(Slot.valueOf(trial)),
				Integer.parseInt(values.getOrDefault("starts", "")), Boolean.parseBoolean(values.get("broken")),
				values.getOrDefault("failure", ""));
	}

}
