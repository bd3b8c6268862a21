package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.board.BoardCommands;
import org.camerad.driver.support.process.ProcessResult;

/**
 * Motors behind XM's kernel module kmotor.ko, driven by the firmware's {@code xm-kmotor}
 * (OpenIPC motors). They move until they are stopped, count steps and go to positions.
 */
final class XmKernelMotors implements Motors {

	private static final String PROGRAM = "xm-kmotor";

	private static final Duration RUN_TIMEOUT = Duration.ofSeconds(2);

	/** The rows are up, still and down; the columns are left, still and right. */
	private static final String[][] LETTERS = { { "q", "u", "e" }, { "l", "s", "r" }, { "z", "d", "c" } };

	private static final Pattern PAN = Pattern.compile("\"xpos\":\"(-?[0-9]{1,7})\"");

	private static final Pattern TILT = Pattern.compile("\"ypos\":\"(-?[0-9]{1,7})\"");

	private final BoardCommands commands;

	private final MotorDirections directions;

	XmKernelMotors(BoardCommands commands, MotorDirections directions) {
		this.commands = commands;
		this.directions = directions;
	}

	@Override
	public void move(PtzMotion motion) throws IOException {
		String letter = LETTERS[1 - this.directions.tilt(motion)][1 + this.directions.pan(motion)];
		run("-d", letter, "-s", String.valueOf(motion.speed()));
	}

	@Override
	public void stop() throws IOException {
		run("-d", "s");
	}

	@Override
	public Optional<PanTiltSteps> position() throws IOException {
		String report = run("-j");
		Matcher pan = PAN.matcher(report);
		Matcher tilt = TILT.matcher(report);
		if (!pan.find() || !tilt.find()) {
			throw new IOException(PROGRAM + " does not report the position of the motors");
		}
		return Optional.of(new PanTiltSteps(Integer.parseInt(pan.group(1)), Integer.parseInt(tilt.group(1))));
	}

	@Override
	public void goTo(PanTiltSteps target) throws IOException {
		run("-d", "t", "-x", String.valueOf(target.pan()), "-y", String.valueOf(target.tilt()));
	}

	/**
	 * Runs the program. Checks for the module first, because the program does not report
	 * that it is missing.
	 */
	private String run(String... arguments) throws IOException {
		if (this.commands.files().text("/proc/modules").map((text) -> !text.contains("kmotor")).orElse(false)) {
			throw new IOException("kmotor.ko is not loaded");
		}
		ProcessResult outcome = this.commands.run(RUN_TIMEOUT, PROGRAM, arguments);
		if (!outcome.isSuccess()) {
			throw new IOException(PROGRAM + ": " + outcome.complaint());
		}
		return outcome.output();
	}

	@Override
	public void close() throws IOException {
		stop();
	}

}
