package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mounted file systems as the kernel lists them in {@code /proc/mounts} (proc(5)).
 * Reading the list contacts no file server. Immutable.
 *
 * @param entries the mounts; a later one covers an earlier one
 */
public record Mounts(List<Mount> entries) {

	private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3");

	private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

	/**
	 * A mounted file system.
	 *
	 * @param point the mount point
	 * @param type the type of the file system
	 * @param readOnly whether it cannot be written, also if the kernel has made it
	 * read-only
	 */
	public record Mount(Path point, String type, boolean readOnly) {

		/** Returns whether the files are on another machine. */
		public boolean isNetwork() {
			return NETWORK.contains(this.type);
		}

	}

	/** Creates a list of mounts. */
	public Mounts {
		entries = List.copyOf(entries);
	}

	/**
	 * Returns the mounts of a system; no mounts if the kernel provides no list.
	 * @param root the root folder of the system
	 * @throws IOException if the list cannot be read
	 */
	public static Mounts read(Path root) throws IOException {
		try {
			byte[] list = Files.readAllBytes(root.resolve("proc/mounts"));
			return of(new String(list, StandardCharsets.UTF_8).lines().toList());
		}
		catch (NoSuchFileException ex) {
			return new Mounts(List.of());
		}
	}

	static Mounts of(List<String> lines) {
		return new Mounts(lines.stream()
			.map((line) -> line.split(" "))
			.filter((fields) -> fields.length > 3)
			.flatMap((fields) -> mount(fields).stream())
			.toList());
	}

	/**
	 * Returns the mount; empty if Java cannot represent the name of its mount point in
	 * this locale.
	 */
	private static Optional<Mount> mount(String[] fields) {
		try {
			return Optional
				.of(new Mount(Path.of(unescaped(fields[1])), fields[2], List.of(fields[3].split(",")).contains("ro")));
		}
		catch (InvalidPathException ex) {
			return Optional.empty();
		}
	}

	/** Returns the file system that holds a folder, which may be a mount point. */
	public Optional<Mount> of(Path folder) {
		Path absolute = folder.toAbsolutePath().normalize();
		return this.entries.stream()
			.filter((entry) -> absolute.startsWith(entry.point()))
			.reduce((former, entry) -> (entry.point().getNameCount() >= former.point().getNameCount()) ? entry
					: former);
	}

	/** Replaces the octal escapes of blanks and backslashes in the kernel's list. */
	private static String unescaped(String field) {
		return OCTAL.matcher(field).replaceAll(Mounts::character);
	}

	private static String character(MatchResult octal) {
		return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8)));
	}

}
