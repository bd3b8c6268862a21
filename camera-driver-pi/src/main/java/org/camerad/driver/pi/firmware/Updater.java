package org.camerad.driver.pi.firmware;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.FirmwareImage;
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
	 * Returns what the updater installs: SWUpdate the archive itself, RAUC the bundle in
	 * it.
	 * @throws CameraException REFUSED if there is no bundle, or more than one
	 */
	FirmwareImage.Content archive(FirmwareImage image) throws CameraException {
		if (this == SWUPDATE) {
			return image.archive();
		}
		List<FirmwareImage.Content> bundles = image.files()
			.entrySet()
			.stream()
			.filter((file) -> file.getKey().endsWith(".raucb"))
			.map(Map.Entry::getValue)
			.toList();
		if (bundles.size() != 1) {
			throw CameraException.refused("the image must have one file NAME.raucb, for rauc");
		}
		return bundles.get(0);
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
