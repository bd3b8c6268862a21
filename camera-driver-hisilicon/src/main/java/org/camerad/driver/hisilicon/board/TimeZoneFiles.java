package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.Change;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Setting;
import org.camerad.driver.support.file.DurableFiles;

/**
 * The time zone files: {@code /etc/TZ}, a POSIX zone for the C library, and {@code
 * /etc/timezone}, a zone name. Both are written.
 */
final class TimeZoneFiles {

	static final String POSIX = "/etc/TZ";

	private static final String NAME = "/etc/timezone";

	private static final int MAX_MINUTES = 18 * 60;

	/** The name, the offset from which Greenwich is reached, and the rest. */
	private static final Pattern ZONE = Pattern
		.compile("(?:[A-Za-z]{3,}|<[^>]+>)([+-]?)([0-9]{1,2})(?::([0-5][0-9]))?(?:[^0-9:].*)?");

	private final BoardFiles files;

	TimeZoneFiles(BoardFiles files) {
		this.files = files;
	}

	/** Writes the zone and returns whether the files changed. */
	boolean write(Change<ClockSettings> change, Instant now) throws IOException {
		ZoneOffset offset = change.settings().offset();
		String own = change.own().get(Setting.TIME_ZONE);
		String posix = (own != null) ? own.split(" ", 2)[0] : posix(offset);
		if (this.files.word(POSIX).equals(Optional.of(posix))) {
			return false;
		}
		Files.createDirectories(this.files.at("/etc"));
		Optional<String> name = (own == null) ? name(offset, now)
				: Optional.of(own).filter((text) -> text.contains(" ")).map((text) -> text.split(" ", 2)[1]);
		if (name.isPresent()) {
			replace(NAME, name.get());
		}
		replace(POSIX, posix);
		return true;
	}

	/**
	 * Returns the offset of the zone; for a zone with daylight saving time, that of the
	 * winter.
	 */
	ZoneOffset tell(ZoneOffset known, Set<Setting> unknown, Map<Setting, String> outside) throws IOException {
		Optional<String> text = this.files.word(POSIX);
		Optional<ZoneOffset> offset = text.flatMap(TimeZoneFiles::offset);
		if (offset.isEmpty()) {
			unknown.add(Setting.TIME_ZONE);
			return known;
		}
		if (!text.get().equals(posix(offset.get()))) {
			outside.put(Setting.TIME_ZONE, text.get() + this.files.word(NAME).map((name) -> " " + name).orElse(""));
		}
		return offset.get();
	}

	/** Parses a POSIX zone such as CET-1CEST,M3.5.0,M10.5.0/3. */
	private static Optional<ZoneOffset> offset(String posix) {
		Matcher matcher = ZONE.matcher(posix);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int minutes = Integer.parseInt(matcher.group(2)) * 60
				+ ((matcher.group(3) != null) ? Integer.parseInt(matcher.group(3)) : 0);
		boolean west = !"-".equals(matcher.group(1));
		return (minutes > MAX_MINUTES) ? Optional.empty()
				: Optional.of(ZoneOffset.ofTotalSeconds((west ? -minutes : minutes) * 60));
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
