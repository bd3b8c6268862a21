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

import org.camerad.driver.CameraException;
import org.camerad.driver.support.file.DurableFiles;

/**
 * Which presets were set and which numbers they have in the head, kept in a file: a head
 * cannot be asked. A preset has its own number where the head has that free for it; where
 * it has not, and the policy is to map, the highest that is free. So all of 1 to 255 can
 * be set, as many at once as the head has usable numbers. Any thread.
 */
public final class PresetTable {

	private static final Logger logger = System.getLogger(PresetTable.class.getName());

	private static final Pattern LINE = Pattern.compile("([0-9]{1,3}) ([0-9]{1,3})");

	private final Path file;

	private final PresetNumbers numbers;

	private final SortedMap<Integer, Integer> table = new TreeMap<>();

	/**
	 * Reads the table, an empty one when there is no file.
	 * @param file in an existing folder; a damaged one is set aside
	 * @throws IOException when the file is there and cannot be read
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
		logger.log(Level.WARNING, "the table of PTZ presets is damaged and set aside as {0}: no preset is known",
				aside);
	}

	/** The number of a preset in the head, empty when it was never set. */
	public synchronized OptionalInt find(int preset) {
		Integer number = this.table.get(preset);
		return (number != null) ? OptionalInt.of(number) : OptionalInt.empty();
	}

	/**
	 * The number that a preset has in the head or is to get.
	 * @throws CameraException REFUSED when there is none for it
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
		throw CameraException
			.refused("preset " + preset + " has no number in the head that is free of other functions");
	}

	private boolean mapped() {
		return this.numbers.policy() == PresetNumbers.Policy.MAPPED;
	}

	private boolean isFree(int number) {
		return this.numbers.isUsable(number) && !this.table.containsValue(number);
	}

	/** Keeps which number a preset has; durably so when this returns. */
	public synchronized void put(int preset, int number) throws IOException {
		Integer former = this.table.put(preset, number);
		if (former == null || former != number) {
			save();
		}
	}

	/** Forgets a preset. */
	public synchronized void remove(int preset) throws IOException {
		if (this.table.remove(preset) != null) {
			save();
		}
	}

	/** Forgets all presets and returns the numbers that they had in the head. */
	public synchronized List<Integer> clear() throws IOException {
		List<Integer> former = new ArrayList<>(this.table.values());
		this.table.clear();
		if (!former.isEmpty()) {
			save();
		}
		return former;
	}

	private void save() throws IOException {
		StringBuilder lines = new StringBuilder();
		this.table.forEach((preset, number) -> lines.append(preset).append(' ').append(number).append('\n'));
		DurableFiles.write(this.file, lines.toString());
	}

}
