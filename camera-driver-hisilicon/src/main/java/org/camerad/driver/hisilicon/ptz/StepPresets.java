package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.camerad.driver.support.file.DurableFiles;

/** Presets as positions in steps, in a file. Guarded by the lock of its owner. */
final class StepPresets {

	private static final System.Logger LOGGER = System.getLogger(StepPresets.class.getName());

	private final Path file;

	private final SortedMap<Integer, PanTiltSteps> positions = new TreeMap<>();

	StepPresets(Path file) throws IOException {
		this.file = file;
		for (String line : DurableFiles.read(file).orElse("").lines().toList()) {
			if (!line.matches("[0-9]{1,3} -?[0-9]{1,7} -?[0-9]{1,7}")) {
				LOGGER.log(Level.WARNING, "Ignoring a line of {0} that is not a preset", file);
				continue;
			}
			String[] words = line.split(" ");
			this.positions.put(Integer.valueOf(words[0]),
					new PanTiltSteps(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
		}
	}

	Optional<PanTiltSteps> find(int number) {
		return Optional.ofNullable(this.positions.get(number));
	}

	void put(int number, PanTiltSteps position) throws IOException {
		this.positions.put(number, position);
		save();
	}

	void remove(int number) throws IOException {
		if (this.positions.remove(number) != null) {
			save();
		}
	}

	void clear() throws IOException {
		this.positions.clear();
		DurableFiles.delete(this.file);
	}

	private void save() throws IOException {
		DurableFiles.write(this.file, this.positions.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue().pan() + " " + entry.getValue().tilt() + "\n")
			.collect(Collectors.joining()));
	}

}
