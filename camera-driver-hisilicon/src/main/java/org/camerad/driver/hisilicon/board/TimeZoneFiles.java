package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import org.camerad.driver.support.file.DurableFiles;

/**
 * The time zone files: {@code /etc/TZ}, a POSIX zone for the C library, and {@code
 * /etc/timezone}, a zone name. Both are written.
 */
final class TimeZoneFiles {

	private final BoardFiles files;

	TimeZoneFiles(BoardFiles files) {
		this.files = files;
	}

	/** Writes the zone and returns whether the files changed. */
	boolean write(ZoneOffset offset, Instant now) throws IOException {
		String posix = posix(offset);
		if (this.files.word("/etc/TZ").equals(Optional.of(posix))) {
			return false;
		}
		Files.createDirectories(this.files.at("/etc"));
		Optional<String> name = name(offset, now);
		if (name.isPresent()) {
			replace("/etc/timezone", name.get());
		}
		replace("/etc/TZ", posix);
		return true;
	}

	private void replace(String path, String line) throws IOException {
		Path file = this.files.at(path);
		DurableFiles.writeShared(file, line + "\n");
	}

	/**
	 * Returns the POSIX zone. POSIX counts westward: GMT-8 is eight hours east of
	 * Greenwich.
	 */
	static String posix(ZoneOffset offset) {
		int minutes = offset.getTotalSeconds() / 60;
		String sign = (minutes > 0) ? "-" : (minutes < 0) ? "+" : "";
		int rest = Math.abs(minutes) % 60;
		return "GMT" + sign + Math.abs(minutes) / 60 + ((rest == 0) ? "" : ":%02d".formatted(rest));
	}

	/**
	 * Returns the name of a zone that has this offset permanently from now on, if there
	 * is one.
	 */
	static Optional<String> name(ZoneOffset offset, Instant now) {
		int seconds = offset.getTotalSeconds();
		if (seconds == 0) {
			return Optional.of("Etc/GMT");
		}
		String whole = "Etc/GMT" + ((seconds > 0) ? "-" : "+") + Math.abs(seconds) / 3600;
		if (seconds % 3600 == 0 && ZoneId.getAvailableZoneIds().contains(whole)) {
			return Optional.of(whole);
		}
		return ZoneId.getAvailableZoneIds()
			.stream()
			.sorted()
			.filter((id) -> id.matches("[A-Z][a-z]+/[A-Z].*"))
			.filter((id) -> ZoneId.of(id).getRules().nextTransition(now) == null
					&& ZoneId.of(id).getRules().getOffset(now).equals(offset))
			.findFirst();
	}

}
