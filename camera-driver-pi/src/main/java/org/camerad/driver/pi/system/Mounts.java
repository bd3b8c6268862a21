package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;

/** The mounted file systems, proc_pid_mountinfo(5). */
final class Mounts {

	private static final int MOUNT_POINT = 4;

	private static final int OPTIONS = 5;

	private final Path table;

	Mounts(Path root) {
		this.table = root.resolve("proc/self/mountinfo");
	}

	/** The file system that a folder is on; empty when that is the system's own. */
	Optional<Mount> of(Path folder) throws CameraException {
		Path absolute = folder.toAbsolutePath().normalize();
		return read().stream()
			.filter((mount) -> mount.point().getNameCount() > 0 && absolute.startsWith(mount.point()))
			.max(Comparator.comparingInt((mount) -> mount.point().getNameCount()));
	}

	private List<Mount> read() throws CameraException {
		try {
			return Files.readString(this.table, StandardCharsets.UTF_8)
				.lines()
				.map((line) -> line.split(" "))
				.filter((fields) -> fields.length > OPTIONS)
				.map((fields) -> new Mount(Path.of(unescape(fields[MOUNT_POINT])),
						List.of(fields[OPTIONS].split(",")).contains("ro")))
				.toList();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("what is mounted cannot be told: " + ex, ex);
		}
	}

	private static String unescape(String text) {
		return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
	}

	/**
	 * A mounted file system.
	 *
	 * @param point where
	 * @param readOnly whether it cannot be written
	 */
	record Mount(Path point, boolean readOnly) {

	}

}
