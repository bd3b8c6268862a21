package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A check that an upgrade fits into memory and flash. */
final class UpgradeSpaceCheck {

	/** Memory for the updater, its RAM root and the programs that keep running. */
	private static final long RESERVED_BYTES = 8L * 1024 * 1024;

	private static final Pattern PARTITION = Pattern.compile("mtd[0-9]+: ([0-9a-f]{8}) [0-9a-f]{8} \"([^\"]+)\"");

	private static final Map<String, String> PARTITIONS = Map.of(UpgradeArchive.KERNEL, "kernel", UpgradeArchive.ROOT,
			"rootfs");

	private final BoardFiles files;

	UpgradeSpaceCheck(BoardFiles files) {
		this.files = files;
	}

	/**
	 * Returns the reason why an archive of this size in bytes cannot be installed; empty
	 * if it can.
	 */
	Optional<String> problem(long archive, UpgradeArchive upgrade) throws IOException {
		long needed = archive + upgrade.unpacked();
		long room = this.files.at("/tmp").toFile().getUsableSpace();
		long memory = available();
		if (room < needed || memory < needed + RESERVED_BYTES) {
			return Optional.of("the upgrade needs " + megabytes(needed + RESERVED_BYTES)
					+ " MB of free memory; available: " + megabytes(Math.min(room, memory)) + " MB");
		}
		return partitionProblem(upgrade);
	}

	private static long megabytes(long bytes) {
		return bytes / (1024 * 1024);
	}

	/**
	 * Returns the available memory in bytes. Old kernels do not report it; then it is the
	 * sum of free memory, buffers and cache.
	 */
	private long available() throws IOException {
		Map<String, Long> memory = new TreeMap<>();
		for (String line : this.files.lines("/proc/meminfo")) {
			String[] words = line.split("[: ]+");
			if (words.length > 1 && words[1].matches("[0-9]{1,12}")) {
				memory.put(words[0], Long.parseLong(words[1]) * 1024);
			}
		}
		Long reported = memory.get("MemAvailable");
		return (reported != null) ? reported : memory.getOrDefault("MemFree", 0L) + memory.getOrDefault("Buffers", 0L)
				+ memory.getOrDefault("Cached", 0L);
	}

	private Optional<String> partitionProblem(UpgradeArchive upgrade) throws IOException {
		for (String line : this.files.lines("/proc/mtd")) {
			Matcher matcher = PARTITION.matcher(line);
			if (!matcher.find()) {
				continue;
			}
			for (Map.Entry<String, Long> part : upgrade.parts().entrySet()) {
				boolean samePartition = matcher.group(2).equals(PARTITIONS.get(part.getKey()));
				if (samePartition && part.getValue() > Long.parseLong(matcher.group(1), 16)) {
					return Optional.of(part.getKey() + " does not fit into the partition " + matcher.group(2));
				}
			}
		}
		return Optional.empty();
	}

}
