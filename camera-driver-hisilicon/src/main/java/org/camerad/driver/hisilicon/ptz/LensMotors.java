package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.board.BoardCommands;
import org.camerad.driver.support.process.ProcessResult;

/**
 * A CamHi lens behind camhi-motor.ko, driven by the firmware's {@code camhi-motor}
 * (OpenIPC motors). It moves zoom or focus; zoom has priority.
 */
final class LensMotors implements Motors {

	private static final String PROGRAM = "camhi-motor";

	private static final Duration RUN_TIMEOUT = Duration.ofSeconds(2);

	private static final String SPEED = "50";

	private final BoardCommands commands;

	LensMotors(BoardCommands commands) {
		this.commands = commands;
	}

	@Override
	public void move(PtzMotion motion) throws IOException {
		run(letter(motion));
	}

	private static String letter(PtzMotion motion) {
		if (motion.zoom() != 0) {
			return (motion.zoom() > 0) ? "u" : "d";
		}
		return (motion.focus() > 0) ? "r" : (motion.focus() < 0) ? "l" : "s";
	}

	@Override
	public void stop() throws IOException {
		run("s");
	}

	private void run(String letter) throws IOException {
		ProcessResult outcome = this.commands.run(RUN_TIMEOUT, PROGRAM, "-d", letter, "-s", SPEED);
		if (!outcome.isSuccess()) {
			throw new IOException(PROGRAM + ": " + outcome.complaint());
		}
	}

	@Override
	public Optional<PanTiltSteps> position() {
		return Optional.empty();
	}

	@Override
	public void goTo(PanTiltSteps target) throws IOException {
		throw new IOException("the lens does not report a position");
	}

	@Override
	public void close() throws IOException {
		stop();
	}

}
