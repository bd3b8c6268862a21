package org.camerad.driver.sim.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus.State;
import org.camerad.driver.simulation.FaultType;

/** The faults that the simulator can inject. */
public enum FaultKind {

	SENSOR_LOST("sensor", State.FAILED, "there are no pictures: snapshots fail, live pictures end"),

	FROZEN_FRAME("sensor", State.IMPAIRED, "pictures stand still, including the time and number in them"),

	BLACK_FRAME("sensor", State.IMPAIRED, "pictures are black"),

	TORN_FRAME("sensor", State.IMPAIRED, "the lower half of pictures is displaced"),

	HALF_JPEG("http", State.IMPAIRED, "JPEGs end in the middle, and the length of the response does not show it"),

	EMPTY_ANSWER("http", State.IMPAIRED, "responses with status 200 have no body"),

	SLOW_FIRST_BYTE("http", State.IMPAIRED, "requests are handled at once, their responses start late",
			FaultValueType.TIME, "5s"),

	RESET_IN_BODY("http", State.IMPAIRED, "connections are reset in the middle of a response's body"),

	LATENCY("http", State.IMPAIRED, "requests are handled late", FaultValueType.TIME, "1s"),

	SD_ABSENT("storage", State.FAILED, "the memory card is not in its slot"),

	SD_FULL("storage", State.IMPAIRED, "the memory card is full, except for space that removals free"),

	SD_READ_ONLY("storage", State.FAILED, "the memory card is read-only"),

	SD_SLOW("storage", State.IMPAIRED, "the memory card is slow", FaultValueType.TIME, "3s"),

	CLOCK_JUMP("clock", State.IMPAIRED, "the camera's clock is off", FaultValueType.OFFSET, "1h"),

	DEVICE_HANGS("device", State.FAILED, "calls to the camera hang for that time, or until the fault ends",
			FaultValueType.TIME, "10m"),

	DEVICE_FAILS("device", State.FAILED, "calls to the camera fail"),

	PTZ_STUCK("ptz", State.FAILED, "the head accepts commands and does not move"),

	PTZ_SLOW("ptz", State.IMPAIRED, "the head moves at that share of its speed", FaultValueType.SHARE, "0.1"),

	FIRMWARE_BOOT_FAILS("firmware", State.IMPAIRED, "firmware that has just been installed does not start"),

	FIRMWARE_INSTALL_FAILS("firmware", State.IMPAIRED, "firmware cannot be installed"),

	SLOW_REBOOT("maintenance", State.IMPAIRED, "a reboot takes that time", FaultValueType.TIME, "60s"),

	VIDEO("pictures and the streams' settings"), IMAGE("the image's settings"), OSD("texts in the picture"),

	MOTION("motion detection"), AUDIO("audio settings"), PTZ("the head"), STORAGE("the memory card"),

	NETWORK("network settings"), CLOCK("the clock's settings"), MAINTENANCE("reboot and factory reset"),
	FIRMWARE("firmware upgrades");

	private final String part;

	private final State state;

	private final String effect;

	private final FaultValueType value;

	private final String defaultValue;

	FaultKind(String part, State state, String effect, FaultValueType value, String defaultValue) {
		this.part = part;
		this.state = state;
		this.effect = effect;
		this.value = value;
		this.defaultValue = defaultValue;
	}

	FaultKind(String part, State state, String effect) {
		this(part, state, effect, FaultValueType.NONE, "");
	}

	/** Creates a fault that makes a part refuse, vanish or be slow. */
	FaultKind(String subject) {
		this.part = id();
		this.state = State.FAILED;
		this.effect = subject + " refuse changes, do not respond, or respond late";
		this.value = FaultValueType.BEHAVIOR;
		this.defaultValue = "unavailable";
	}

	/** Returns the lower-case name with dashes, as in properties and requests. */
	public final String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Returns the part whose health reports the fault. */
	public String part() {
		return this.part;
	}

	State state(FaultValue faultValue) {
		return (this.value == FaultValueType.BEHAVIOR && faultValue instanceof FaultValue.Time) ? State.IMPAIRED
				: this.state;
	}

	/** Returns the text of the fault in health. */
	String detail(FaultValue faultValue) {
		return "injected fault " + id() + ": "
				+ ((this.value == FaultValueType.BEHAVIOR) ? behavior(faultValue) : this.effect + extent(faultValue));
	}

	private static String extent(FaultValue faultValue) {
		return faultValue.text().isEmpty() ? "" : " (" + faultValue.text() + ")";
	}

	private static String behavior(FaultValue faultValue) {
		if (faultValue instanceof FaultValue.Refuse) {
			return "refuses every change";
		}
		return (faultValue instanceof FaultValue.Time) ? "responds " + faultValue.text() + " late" : "does not respond";
	}

	/** Returns the description of the fault for clients. */
	public FaultType type() {
		return new FaultType(id(), this.effect, this.value.expected(), this.defaultValue);
	}

	/**
	 * Parses a value.
	 * @param text the text; empty for the default value
	 * @throws CameraException REFUSED for an invalid value; the message says what is
	 * expected
	 */
	public FaultValue value(String text) throws CameraException {
		String given = text.strip();
		String read = given.isEmpty() ? this.defaultValue : given;
		return this.value.parse(read)
			.orElseThrow(() -> CameraException.refused((this.value == FaultValueType.NONE)
					? "none is expected, " + id() + " takes no value" : this.value.expected() + " is expected"));
	}

	/** Returns all names, separated by commas. */
	public static String ids() {
		return Arrays.stream(values()).map(FaultKind::id).sorted().collect(Collectors.joining(", "));
	}

	/** Returns the fault with that name, empty if it does not exist. */
	public static Optional<FaultKind> of(String id) {
		return Arrays.stream(values()).filter((kind) -> kind.id().equals(id)).findFirst();
	}

}
