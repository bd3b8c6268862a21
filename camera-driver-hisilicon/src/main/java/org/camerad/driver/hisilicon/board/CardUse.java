package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The use of the memory cards by programs. The board's updater stops the services and
 * then unmounts the cards in a loop, which never ends while a program uses one. Cards are
 * compared by device number, because a service with its own root sees other paths.
 *
 * @param files the files of the board
 */
record CardUse(BoardFiles files) {

	/** The mounts as init sees them, whatever root this process has. */
	private static final String MOUNTS = "/proc/1/mountinfo";

	/** The mounts as this process sees them. */
	private static final String OWN_MOUNTS = "/proc/self/mountinfo";

	/** The updater refuses cards with such a file after it has stopped the services. */
	private static final List<String> RECOVERY_FILES = List.of("autoupdate-kernel.img", "autoupdate-rootfs.img",
			"autoupdate-uboot.img");

	private static final List<String> LINKS = List.of("root", "cwd", "exe");

	/**
	 * Returns the reason why the updater could not unmount the cards; empty if it can.
	 * @throws IOException if mounts or processes cannot be read
	 */
	Optional<String> problem() throws IOException {
		Map<String, String> cards = cards();
		for (String folder : cards.values()) {
			for (String name : RECOVERY_FILES) {
				if (Files.exists(this.files.at(folder + "/" + name))) {
					return Optional.of("the memory card " + folder + " has the recovery file " + name
							+ ", with which sysupgrade does not work: remove it");
				}
			}
		}
		return cards.isEmpty() ? Optional.empty() : user(cards);
	}

	/** Returns the mount points of the cards by their device numbers. */
	private Map<String, String> cards() throws IOException {
		Map<String, String> cards = new LinkedHashMap<>();
		List<String> mounts = this.files.lines(MOUNTS);
		for (String line : mounts.isEmpty() ? this.files.lines(OWN_MOUNTS) : mounts) {
			String[] fields = line.split(" ");
			if (fields.length > 4 && BoardCard.CARD.matcher(fields[4]).matches()) {
				cards.put(fields[2], fields[4]);
			}
		}
		return cards;
	}

	private Optional<String> user(Map<String, String> cards) throws IOException {
		for (BoardProcesses.BoardProcess process : new BoardProcesses(this.files).all()) {
			for (Path link : links(process.folder())) {
				String card = cards.get(device(link));
				if (card != null) {
					return Optional.of("the memory card " + card + " is in use by " + process.name() + " (process "
							+ process.pid() + "), and sysupgrade would wait for that with the streamer stopped: "
							+ "end that program, or run this service from another disk");
				}
			}
		}
		return Optional.empty();
	}

	private static List<Path> links(Path process) {
		List<Path> links = new ArrayList<>(LINKS.stream().map(process::resolve).toList());
		try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
			open.forEach(links::add);
		}
		catch (IOException ex) {
			// The process has ended, or is a thread of the kernel.
			return links;
		}
		return links;
	}

	/** Returns the device number of the file behind a link, as the kernel prints it. */
	private static String device(Path link) {
		try {
			long device = ((Number) Files.getAttribute(link, "unix:dev")).longValue();
			long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
			long minor = (device & 0xff) | ((device >>> 12) & ~0xffL);
			return major + ":" + minor;
		}
		catch (IOException ex) {
			return "";
		}
	}

}
