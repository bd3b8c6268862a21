package org.camerad.onvif;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.camerad.ptz.PtzPresets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names of presets, and the preset that is the home position. The presets themselves
 * are those of the contract, and a preset's token is its number. Any thread.
 */
final class PtzPresetNames {

	private static final String NAMES = "preset_names";

	private static final String HOME = "home";

	/** As long as the hardware has for one change. */
	private static final int MAX_WAIT_SECONDS = 5;

	private final PtzPresets presets;

	private final OnvifSettings settings;

	/** Held while a number is chosen and used, so that no other request chooses it. */
	private final ReentrantLock changing = new ReentrantLock();

	PtzPresetNames(PtzPresets presets, OnvifSettings settings) {
		this.presets = presets;
		this.settings = settings;
	}

	/**
	 * Makes a change of presets while no other request makes one.
	 * @throws SoapFault with status 503 if another change takes too long
	 */
	<T> T change(Supplier<T> change) {
		if (!lock()) {
			throw SoapFault.unavailable();
		}
		try {
			return change.get();
		}
		finally {
			this.changing.unlock();
		}
	}

	private boolean lock() {
		try {
			return this.changing.tryLock(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Returns the names of the presets by number, without the home position. */
	Map<Integer, String> all() {
		Map<Integer, String> all = new LinkedHashMap<>();
		ObjectNode names = names();
		for (int number : this.presets.numbers()) {
			if (number != home().orElse(0)) {
				all.put(number, names.path(String.valueOf(number)).asString("Preset " + number));
			}
		}
		return all;
	}

	/** Returns whether a name or a home position was saved. */
	static boolean areThere(OnvifSettings settings) {
		return settings.find(NAMES).isPresent() || settings.find(HOME).isPresent();
	}

	private ObjectNode names() {
		return read(this.settings.find(NAMES));
	}

	private static ObjectNode read(Optional<String> names) {
		try {
			return (ObjectNode) JsonMapper.shared().readTree(names.orElse("{}"));
		}
		catch (JacksonException | ClassCastException ex) {
			// Written by another version: as if there were none.
			return JsonMapper.shared().createObjectNode();
		}
	}

	/** Saves the name of a preset. */
	void name(int number, String name) {
		this.settings.change(NAMES, (names) -> read(names).put(String.valueOf(number), name).toString());
	}

	/**
	 * Forgets the name of a preset that was deleted, and that it was the home position.
	 */
	void forget(int number) {
		String key = String.valueOf(number);
		if (names().has(key)) {
			this.settings.change(NAMES, (names) -> read(names).without(key).toString());
		}
		if (this.settings.find(HOME).filter(key::equals).isPresent()) {
			saveHome(0);
		}
	}

	/** Returns the preset of the home position, empty if none was set. */
	Optional<Integer> home() {
		return this.settings.find(HOME).map(Integer::valueOf).filter(this.presets.numbers()::contains);
	}

	/** Returns the number for a home position: its own, or the highest free one. */
	int homeNumber() {
		SortedSet<Integer> used = this.presets.numbers();
		return home().orElseGet(() -> IntStream.iterate(PtzWriter.MAX_PRESETS, (number) -> number > 0, (n) -> n - 1)
			.filter((number) -> !used.contains(number))
			.findFirst()
			.orElseThrow(PtzPresetNames::tooMany));
	}

	/** Saves the number of the home position, 0 for none. */
	void saveHome(int number) {
		this.settings.save(HOME, String.valueOf(number));
	}

	/** Returns the lowest free number. */
	int free() {
		SortedSet<Integer> used = this.presets.numbers();
		return IntStream.rangeClosed(1, PtzWriter.MAX_PRESETS)
			.filter((number) -> !used.contains(number))
			.findFirst()
			.orElseThrow(PtzPresetNames::tooMany);
	}

	private static SoapFault tooMany() {
		return SoapFault.receiver("all presets are used", "ter:Action", "ter:TooManyPresets");
	}

}
