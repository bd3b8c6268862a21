package org.camerad.driver.sim;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where every call on a part passes first: without power nothing is answered, and a part
 * can be made to refuse, to vanish or to be slow. Any thread.
 */
final class Faults {

	private final Power power;

	private final Map<Part, Fault> active;

	Faults(Power power, Map<Part, Fault> configured) {
		this.power = power;
		Map<Part, Fault> faults = new EnumMap<>(Part.class);
		faults.putAll(configured);
		this.active = Collections.synchronizedMap(faults);
	}

	/** Makes a part fail from now on; null makes it well. */
	void set(Part part, @Nullable Fault fault) {
		if (fault == null) {
			this.active.remove(part);
		}
		else {
			this.active.put(part, fault);
		}
	}

	void checkPower() throws CameraException {
		this.power.check();
	}

	/** A call that changes nothing. */
	void ask(Part part) throws CameraException {
		this.power.check();
		Fault fault = this.active.get(part);
		if (fault instanceof Fault.Unavailable) {
			throw CameraException.unavailable(part.word() + " " + fault.detail());
		}
		if (fault instanceof Fault.Delay delay) {
			this.power.pause(delay.time());
		}
	}

	/** A call that changes something. */
	void change(Part part) throws CameraException {
		ask(part);
		Fault fault = this.active.get(part);
		if (fault instanceof Fault.Refuse) {
			throw CameraException.refused(part.word() + " " + fault.detail());
		}
	}

	boolean isActive(Part part) {
		return this.active.containsKey(part);
	}

	List<PartStatus> status() {
		synchronized (this.active) {
			return this.active.entrySet().stream().map((entry) -> status(entry.getKey(), entry.getValue())).toList();
		}
	}

	private static PartStatus status(Part part, Fault fault) {
		PartStatus.State state = (fault instanceof Fault.Delay) ? PartStatus.State.IMPAIRED : PartStatus.State.FAILED;
		return new PartStatus(part.word(), state, fault.detail());
	}

}
