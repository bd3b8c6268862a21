package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/** A runner of the system's programs whose errors say what to do. */
final class SystemPrograms {

	/** Messages of programs and polkit about a missing permission. */
	private static final List<String> PERMISSION_MESSAGES = List.of("not authorized", "insufficient privileges",
			"access denied", "authentication required", "permission denied", "not permitted");

	private static final String PERMISSION_HINT = "; the service's user lacks permission, see deploy/systemd/README.md";

	private final ProgramFinder programs;

	private final Duration timeout;

	/**
	 * Creates the runner.
	 * @param programs the finder of the programs
	 * @param timeout the limit of one run
	 */
	SystemPrograms(ProgramFinder programs, Duration timeout) {
		this.programs = programs;
		this.timeout = timeout;
	}

	/** Returns how to install a missing program; empty if it is installed. */
	Optional<String> missing(Program program) {
		return this.programs.find(program.program()).isPresent() ? Optional.empty()
				: Optional.of(program.program() + " is not installed: apt-get install " + program.debianPackage());
	}

	/**
	 * Runs a program to its end and returns its result, also for an exit status other
	 * than 0.
	 * @throws CameraException UNAVAILABLE if the program is missing, lacks a permission,
	 * cannot be started or exceeds the timeout
	 */
	ProcessResult execute(Program program, String... arguments) throws CameraException {
		Optional<Path> file = this.programs.find(program.program());
		if (file.isEmpty()) {
			throw CameraException.unavailable(missing(program).orElse(""));
		}
		ProcessResult outcome;
		try {
			outcome = Command.of(file.get(), arguments).run(this.timeout);
		}
		catch (IOException ex) {
			throw CameraException.unavailable(program.program() + " failed: " + Reason.of(ex), ex);
		}
		if (!outcome.isSuccess() && isPermissionDenied(outcome)) {
			throw CameraException.unavailable(program.program() + " failed: " + outcome.complaint() + PERMISSION_HINT);
		}
		return outcome;
	}

	/**
	 * Runs a program and returns its output.
	 * @throws CameraException UNAVAILABLE as for {@link #execute}, or if the exit status
	 * is not 0
	 */
	String run(Program program, String... arguments) throws CameraException {
		ProcessResult outcome = execute(program, arguments);
		if (!outcome.isSuccess()) {
			throw CameraException.unavailable(program.program() + " failed: " + outcome.complaint());
		}
		return outcome.output();
	}

	private static boolean isPermissionDenied(ProcessResult outcome) {
		String text = (outcome.errors() + " " + outcome.output()).toLowerCase(Locale.ROOT);
		return Stream.of(text).anyMatch((each) -> PERMISSION_MESSAGES.stream().anyMatch(each::contains));
	}

	/** A program of the system. */
	enum Program {

		NMCLI("nmcli", "network-manager"), PING("ping", "iputils-ping"),
		TIMEDATECTL("timedatectl", "systemd systemd-timesyncd"), SYSTEMCTL("systemctl", "systemd");

		private final String program;

		private final String debianPackage;

		Program(String program, String debianPackage) {
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
