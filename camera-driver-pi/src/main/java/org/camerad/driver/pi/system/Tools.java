package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/** Runs the system's programs, and says how to mend what keeps one from its work. */
final class Tools {

	/** How programs and polkit say that the caller lacks a right. */
	private static final List<String> NO_RIGHT = List.of("not authorized", "insufficient privileges", "access denied",
			"authentication required", "permission denied", "not permitted");

	private static final String MEND_RIGHT = ": the service's user lacks the right, see deploy/systemd/README.md";

	private final ProgramFinder programs;

	private final Duration limit;

	/**
	 * @param programs where programs are looked for
	 * @param limit how long one may take
	 */
	Tools(ProgramFinder programs, Duration limit) {
		this.programs = programs;
		this.limit = limit;
	}

	/** What is missing, and how to get it; empty when the tool is there. */
	Optional<String> missing(Tool tool) {
		return this.programs.find(tool.program()).isPresent() ? Optional.empty()
				: Optional.of(tool.program() + " is not installed: apt-get install " + tool.debianPackage());
	}

	/**
	 * Runs one to its end.
	 * @throws CameraException UNAVAILABLE when it is missing, lacks a right, cannot be
	 * started or takes too long
	 */
	ProcessResult ask(Tool tool, String... arguments) throws CameraException {
		Optional<Path> program = this.programs.find(tool.program());
		if (program.isEmpty()) {
			throw CameraException.unavailable(missing(tool).orElse(""));
		}
		ProcessResult outcome;
		try {
			outcome = Command.of(program.get(), arguments).run(this.limit);
		}
		catch (IOException ex) {
			throw CameraException.unavailable(tool.program() + " failed: " + ex.getMessage(), ex);
		}
		if (!outcome.isSuccess() && lacksRight(outcome)) {
			throw CameraException.unavailable(tool.program() + " failed: " + outcome.complaint() + MEND_RIGHT);
		}
		return outcome;
	}

	/** The same, and it must succeed. */
	String run(Tool tool, String... arguments) throws CameraException {
		ProcessResult outcome = ask(tool, arguments);
		if (!outcome.isSuccess()) {
			throw CameraException.unavailable(tool.program() + " failed: " + outcome.complaint());
		}
		return outcome.output();
	}

	private static boolean lacksRight(ProcessResult outcome) {
		String said = (outcome.errors() + " " + outcome.output()).toLowerCase(Locale.ROOT);
		return Stream.of(said).anyMatch((text) -> NO_RIGHT.stream().anyMatch(text::contains));
	}

	/** A program of the system. */
	enum Tool {

		NMCLI("nmcli", "network-manager"), PING("ping", "iputils-ping"),
		TIMEDATECTL("timedatectl", "systemd systemd-timesyncd"), SYSTEMCTL("systemctl", "systemd");

		private final String program;

		private final String debianPackage;

		Tool(String program, String debianPackage) {
			this.program = program;
			this.debianPackage = debianPackage;
		}

		String program() {
			return this.program;
		}

		String debianPackage() {
			return this.debianPackage;
		}

	}

}
