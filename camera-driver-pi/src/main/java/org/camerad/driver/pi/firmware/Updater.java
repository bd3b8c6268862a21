package org.camerad.driver.pi.firmware;

import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.pi.Properties;
import org.camerad.driver.pi.process.Command;

/** The programs that replace a system's firmware: {@code camera.pi.firmware.updater}. */
public enum Updater {

	/** RAUC, whose bundles are signed. */
	RAUC("rauc", "apt install rauc"),
	/** SWUpdate. */
	SWUPDATE("swupdate", "apt install swupdate");

	private final String program;

	private final String remedy;

	Updater(String program, String remedy) {
		this.program = program;
		this.remedy = remedy;
	}

	/** Takes its key; empty when no updater is configured. */
	public static Optional<Updater> of(Properties properties) throws CameraException {
		return switch (properties.text("firmware.updater", "none")) {
			case "none" -> Optional.empty();
			case "rauc" -> Optional.of(RAUC);
			case "swupdate" -> Optional.of(SWUPDATE);
			default -> throw Properties.wrong("firmware.updater", "rauc, swupdate or none is expected");
		};
	}

	/** The program's name. */
	String program() {
		return this.program;
	}

	/** How it is installed. */
	String remedy() {
		return this.remedy;
	}

	/** Looks whether an archive is one for this system, and changes nothing. */
	Command check(Path program, Path archive) {
		return (this == RAUC) ? Command.of(program, "info", archive.toString())
				: Command.of(program, "-c", "-i", archive.toString());
	}

	/** Installs an archive, and ends when it is installed. */
	Command install(Path program, Path archive) {
		return (this == RAUC) ? Command.of(program, "install", archive.toString())
				: Command.of(program, "-i", archive.toString());
	}

}
