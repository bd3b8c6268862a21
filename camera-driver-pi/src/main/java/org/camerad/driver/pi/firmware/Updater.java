package org.camerad.driver.pi.firmware;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * A program that replaces the system's firmware: {@code camera.pi.firmware.updater}.
 */
public enum Updater {

	/** RAUC, whose bundles are signed. */
	RAUC("rauc", "apt install rauc"),
	/** SWUpdate. */
	SWUPDATE("swupdate", "apt install swupdate");

	private static final Property<Optional<Updater>> UPDATER = Property.of("firmware.updater",
			PropertyKind.words(words()), "none", "the program that installs firmware");

	/** The property of the updater. */
	public static final List<Property<?>> PROPERTIES = List.of(UPDATER);

	private final String program;

	private final String installHint;

	Updater(String program, String installHint) {
		this.program = program;
		this.installHint = installHint;
	}

	private static Map<String, Optional<Updater>> words() {
		Map<String, Optional<Updater>> words = new LinkedHashMap<>();
		words.put("none", Optional.empty());
		words.put(RAUC.program, Optional.of(RAUC));
		words.put(SWUPDATE.program, Optional.of(SWUPDATE));
		return words;
	}

	/** Returns the configured updater; empty for {@code none}. */
	public static Optional<Updater> of(PropertyValues values) {
		return values.get(UPDATER);
	}

	/** Returns the program's name. */
	String program() {
		return this.program;
	}

	/** Returns the command that installs the program. */
	String installHint() {
		return this.installHint;
	}

	/**
	 * Returns the command that checks whether an archive fits this system; it changes
	 * nothing.
	 */
	Command check(Path program, Path archive) {
		return (this == RAUC) ? Command.of(program, "info", archive.toString())
				: Command.of(program, "-c", "-i", archive.toString());
	}

	/**
	 * Returns the command that installs an archive and ends when the archive is
	 * installed.
	 */
	Command install(Path program, Path archive) {
		return (this == RAUC) ? Command.of(program, "install", archive.toString())
				: Command.of(program, "-i", archive.toString());
	}

}
