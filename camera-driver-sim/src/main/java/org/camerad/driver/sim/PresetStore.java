package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.file.DurableFiles;

/**
 * The stored presets. The file in the driver's folder has one line for each, with every
 * digit of the position, so that a preset shows the same picture to the pixel.
 * Thread-safe.
 */
final class PresetStore {

	private static final Logger logger = System.getLogger(PresetStore.class.getName());

	private final Path file;

	private final Map<Integer, PtzPosition> views;

	PresetStore(Path folder) {
		this.file = folder.resolve("presets");
		this.views = read(this.file);
	}

	synchronized Optional<PtzPosition> get(int number) {
		return Optional.ofNullable(this.views.get(number));
	}

	/** Stores a preset. If that fails, the previous one stays. */
	synchronized void put(int number, PtzPosition view) throws IOException {
		Map<Integer, PtzPosition> next = new TreeMap<>(this.views);
		next.put(number, view);
		store(next);
	}

	synchronized void remove(int number) throws IOException {
		if (this.views.containsKey(number)) {
			Map<Integer, PtzPosition> next = new TreeMap<>(this.views);
			next.remove(number);
			store(next);
		}
	}

	synchronized void clear() throws IOException {
		DurableFiles.delete(this.file);
		this.views.clear();
	}

	private void store(Map<Integer, PtzPosition> next) throws IOException {
		String text = next.entrySet()
			.stream()
			.map((entry) -> line(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining());
		DurableFiles.write(this.file, text);
		this.views.clear();
		this.views.putAll(next);
	}

	private static String line(int number, PtzPosition view) {
		return number + " " + view.panDegrees() + " " + view.tiltDegrees() + " " + view.zoom() + " " + view.focus()
				+ " " + view.iris() + "\n";
	}

	private static Map<Integer, PtzPosition> read(Path file) {
		Map<Integer, PtzPosition> views = new TreeMap<>();
		try {
			DurableFiles.read(file).orElse("").lines().forEach((line) -> parse(line, views));
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.log(Level.WARNING, "presets of the simulator are lost: {0} cannot be read: {1}", file, ex);
		}
		return views;
	}

	private static void parse(String line, Map<Integer, PtzPosition> views) {
		String[] words = line.split(" ");
		if (words.length != 6) {
			throw new IllegalArgumentException("six numbers are expected");
		}
		double[] axes = new double[5];
		for (int i = 0; i < axes.length; i++) {
			axes[i] = Double.parseDouble(words[i + 1]);
			if (!Double.isFinite(axes[i])) {
				throw new IllegalArgumentException("not a position: " + words[i + 1]);
			}
		}
		views.put(Integer.valueOf(words[0]), new PtzPosition(axes[0], axes[1], axes[2], axes[3], axes[4]));
	}

}
