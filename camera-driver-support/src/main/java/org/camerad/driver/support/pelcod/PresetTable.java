package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.file.DurableFiles;

/**
 * The presets that were stored and their numbers in the head, kept in a file because the
 * head cannot be queried. A preset has its own number if the head has it free, otherwise,
 * if the policy is to map, the highest free number. So all of 1 to 255 can be stored, as
 * many at once as the head has usable numbers. Thread-safe.
 */
public final class PresetTable {

	private static final Logger logger = System.getLogger(PresetTable.class.getName());

	private static final Pattern LINE = Pattern.compile("([0-9]{1,3}) ([0-9]{1,3})");

	private final Path file;

	private final PresetNumbers numbers;

	private final SortedMap<Integer, Integer> table = new TreeMap<>();

	/**
	 * Reads the table; it is empty if there is no file.
	 * @param file the file, in an existing folder; a damaged file is renamed to {@code
	 * .damaged}
	 * @param numbers the usable numbers
	 * @throws IOException if the file exists and cannot be read or renamed
	 */
	public PresetTable(Path file, PresetNumbers numbers) throws IOException {
		this.file = file;
		this.numbers = numbers;
		if (Files.exists(file)) {
			read();
		}
	}

	private void read() throws IOException {
		for (String line : Files.readString(this.file, StandardCharsets.ISO_8859_1).lines().toList()) {
			Matcher matcher = LINE.matcher(line);
			if (!matcher.matches()) {
				setAside();
				return;
			}
			this.table.put(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)));
		}
	}

	private void setAside() throws IOException {
		this.table.clear();
		Path aside = this.file.resolveSibling(this.file.getFileName() + ".damaged");
		Files.move(this.file, aside, StandardCopyOption.REPLACE_EXISTING);
		logger.log(Level.WARNING, "the table of PTZ presets was damaged and is now {0}; presets must be stored again",
				aside);
	}

	/** Returns the number of a preset in the head; empty if it was never stored. */
	public synchronized OptionalInt find(int preset) {
		Integer number = this.table.get(preset);
		return (number != null) ? OptionalInt.of(number) : OptionalInt.empty();
	}

	/**
	 * Returns the number that a preset has or would get in the head.
	 * @throws CameraException REFUSED if no number is free
	 */
	public synchronized int choose(int preset) throws CameraException {
		Integer present = this.table.get(preset);
		if (present != null) {
			return present;
		}
		if (isFree(preset)) {
			return preset;
		}
		for (int number = mapped() ? this.numbers.highest() : 0; number > 0; number--) {
			if (isFree(number)) {
				return number;
			}
		}
		throw CameraException.refused("preset " + preset + " cannot be stored: the PTZ head has no free number");
	}

	private boolean mapped() {
		return this.numbers.policy() == PresetNumbers.Policy.MAPPED;
	}

	private boolean isFree(int number) {
		return this.numbers.isUsable(number) && !this.table.containsValue(number);
	}

	/**
	 * Stores the number of a preset. Durable on return.
	 * @throws IOException if the file cannot be written
	 */
	public synchronized void put(int preset, int number) throws IOException {
		Integer former = this.table.put(preset, number);
		if (former == null || former != number) {
			save();
		}
	}

	/**
	 * Removes a preset. Durable on return.
	 * @throws IOException if the file cannot be written
	 */
	public synchronized void remove(int preset) throws IOException {
		if (this.table.remove(preset) != null) {
			save();
		}
	}

	/**
	 * Removes all presets and returns their numbers in the head. Durable on return.
	 * @throws IOException if the file cannot be written
	 */
	public synchronized List<Integer> clear() throws IOException {
		List<Integer> former = new ArrayList<>(this.table.values());
		this.table.clear();
		if (!former.isEmpty()) {
			save();
		}
		return former;
	}

	/**
	 * Returns the presets with another number in the head, such as {@code 33 as 255};
	 * empty without one.
	 */
	public synchronized String mappedPresets() {
		return this.table.entrySet()
			.stream()
			.filter((preset) -> !preset.getKey().equals(preset.getValue()))
			.map((preset) -> preset.getKey() + " as " + preset.getValue())
			.collect(Collectors.joining(", "));
	}

	private void save() throws IOException {
		StringBuilder lines = new StringBuilder();
		this.table.forEach((preset, number) -> lines.append(preset).append(' ').append(number).append('\n'));
		DurableFiles.write(this.file, lines.toString());
	}

}
