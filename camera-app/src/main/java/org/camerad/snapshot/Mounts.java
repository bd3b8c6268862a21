package org.camerad.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted where (proc(5), {@code /proc/self/mounts}). Reading it asks no server.
 *
 * @param entries the mounts, later ones above earlier ones
 */
record Mounts(List<Entry> entries) {

	private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3");

	private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

	/**
	 * A mount.
	 *
	 * @param point where it is
	 * @param type the file system's type
	 */
	record Entry(Path point, String type) {
	}

	static Mounts read() throws IOException {
		return of(Files.readAllLines(Path.of("/proc/self/mounts")));
	}

	static Mounts of(List<String> lines) {
		return new Mounts(lines.stream()
			.map((line) -> line.split(" "))
			.filter((fields) -> fields.length >= 3)
			.map((fields) -> new Entry(Path.of(unescaped(fields[1])), fields[2]))
			.toList());
	}

	/** Whether that folder, which may be a mount point, is on a network file system. */
	boolean isOnNetwork(Path folder) {
		Path whole = folder.toAbsolutePath().normalize();
		return this.entries.stream()
			.filter((entry) -> whole.startsWith(entry.point()))
			.reduce((former, entry) -> (entry.point().getNameCount() >= former.point().getNameCount()) ? entry : former)
			.filter((entry) -> NETWORK.contains(entry.type()))
			.isPresent();
	}

	private static String unescaped(String field) {
		return OCTAL.matcher(field).replaceAll(Mounts::character);
	}

	private static String character(MatchResult octal) {
		return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8)));
	}

}
