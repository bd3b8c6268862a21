package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.camerad.operation.ConfigurationException;
import org.camerad.operation.InstanceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The folders of one kind of the cameras of this process. The first camera uses the
 * configured folder, each other one its subfolder {@code camera-<i>} or a folder of its
 * own. Not thread-safe.
 */
final class CameraFolders {

	private final String key;

	private final Map<Integer, Path> folders = new TreeMap<>();

	/**
	 * Creates folders.
	 * @param key the property that configures them
	 */
	CameraFolders(String key) {
		this.key = key;
	}

	/**
	 * Takes the folder of a camera.
	 * @param configured the folder that is in effect for the camera
	 * @throws ConfigurationException when a folder of its own overlaps that of another
	 * camera
	 */
	Path claim(InstanceConfiguration camera, Path common, Path configured) {
		boolean isOwn = camera.isOwn(this.key);
		Path folder = isOwn ? configured : subfolder(common, camera.number());
		Path real = real(folder);
		this.folders.forEach((number, other) -> checkApart(camera, real, number, other));
		this.folders.put(camera.number(), real);
		return folder;
	}

	static Path subfolder(Path folder, int number) {
		return (number == 1) ? folder : folder.resolve("camera-" + number);
	}

	private void checkApart(InstanceConfiguration camera, Path folder, int number, Path other) {
		boolean inside = folder.startsWith(other);
		if (!inside && !other.startsWith(folder)) {
			return;
		}
		boolean isDefault = number == 1 && folder.equals(subfolder(other, camera.number()));
		if (!isDefault) {
			throw new ConfigurationException(camera.key(this.key),
					folder + (inside ? " lies in" : " contains") + " the folder of camera " + number + ", " + other
							+ "; choose folders that do not contain each other");
		}
	}

	/** Returns the path without links, as far as it exists. */
	private static Path real(Path path) {
		Path absolute = path.toAbsolutePath().normalize();
		for (@Nullable
		Path existing = absolute; existing != null; existing = existing.getParent()) {
			if (Files.exists(existing)) {
				try {
					return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
				}
				catch (IOException ex) {
					return absolute;
				}
			}
		}
		return absolute;
	}

	/** Gives the folder of a camera back. */
	void release(int number) {
		this.folders.remove(number);
	}

}
