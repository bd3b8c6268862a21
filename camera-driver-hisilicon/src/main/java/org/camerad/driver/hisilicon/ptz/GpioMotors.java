package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.board.BoardCommands;
import org.camerad.driver.support.process.ProcessResult;

/**
 * Stepper motors on pins, driven by the firmware's {@code gpio-motors PAN TILT DELAY},
 * which runs some steps and ends. A motion is a sequence of short runs, so a stop takes
 * effect within a tenth of a second. A run is never killed, because its pins would keep
 * current.
 * <p>
 * If the travel is known, the motors are homed when they are opened: they run the
 * complete travel to the left and down, against the stops, and then to the middle. After
 * that they count steps and stay within the travel. Without a known travel there is no
 * position.
 */
final class GpioMotors implements Motors {

	private static final System.Logger LOGGER = System.getLogger(GpioMotors.class.getName());

	private static final String PROGRAM = "gpio-motors";

	private static final Duration RUN_TIMEOUT = Duration.ofSeconds(3);

	/** The approximate duration of one run. */
	private static final int RUN_MILLIS = 100;

	/** The program divides a step into eight phases. */
	private static final int PHASES_PER_STEP = 8;

	private static final int MAX_SPEED = 10;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(4);

	private final BoardCommands commands;

	private final MotorDirections directions;

	private final @Nullable PanTiltSteps travel;

	private final Thread thread = new Thread(this::work, "hisilicon-motors");

	private PtzMotion motion = PtzMotion.STILL;

	private @Nullable PanTiltSteps target;

	/** The current position; null until homing is complete. */
	private @Nullable PanTiltSteps position;

	/** The remaining steps of homing. */
	private PanTiltSteps homing;

	private boolean closing;

	private @Nullable IOException failure;

	/** Creates the motors and starts homing if the travel is known. */
	GpioMotors(BoardCommands commands, MotorDirections directions, Optional<PanTiltSteps> travel) {
		this.commands = commands;
		this.directions = directions;
		this.travel = travel.orElse(null);
		this.homing = travel.orElse(new PanTiltSteps(0, 0));
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public synchronized void move(PtzMotion wanted) throws IOException {
		throwFailure();
		this.motion = wanted;
		this.target = null;
		notifyAll();
	}

	@Override
	public synchronized void stop() throws IOException {
		this.motion = PtzMotion.STILL;
		this.target = null;
		if (this.position == null) {
			// The stop may protect somebody, so homing ends. The position stays unknown
			// until the next start.
			this.homing = new PanTiltSteps(0, 0);
		}
		throwFailure();
	}

	@Override
	public synchronized Optional<PanTiltSteps> position() throws IOException {
		throwFailure();
		return Optional.ofNullable(this.position);
	}

	@Override
	public synchronized void goTo(PanTiltSteps wanted) throws IOException {
		throwFailure();
		this.motion = PtzMotion.STILL;
		this.target = wanted;
		notifyAll();
	}

	/** Throws the failure of an earlier run, once. */
	private void throwFailure() throws IOException {
		IOException failed = this.failure;
		this.failure = null;
		if (failed != null) {
			throw failed;
		}
	}

	private void work() {
		try {
			for (Run run = awaitRun(); run != null; run = awaitRun()) {
				perform(run);
			}
		}
		catch (InterruptedException ex) {
			// Only close() interrupts, after the last run.
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A run of the program.
	 *
	 * @param pan steps to the right
	 * @param tilt steps up
	 * @param delay milliseconds between the phases of a step
	 * @param homing whether the run is part of homing
	 */
	private record Run(int pan, int tilt, int delay, boolean homing) {
	}

	/** Waits for the next run; null when the motors are closed. */
	private synchronized @Nullable Run awaitRun() throws InterruptedException {
		while (!this.closing) {
			Run run = nextRun();
			if (run != null) {
				return run;
			}
			wait();
		}
		return null;
	}

	private @Nullable Run nextRun() {
		if (this.homing.pan() > 0 || this.homing.tilt() > 0) {
			int maxSteps = steps(1);
			return new Run(-Math.min(maxSteps, this.homing.pan()), -Math.min(maxSteps, this.homing.tilt()), 1, true);
		}
		PanTiltSteps wanted = this.target;
		PanTiltSteps current = this.position;
		if (wanted != null && current != null) {
			return runTowards(current, wanted);
		}
		int delay = MAX_SPEED + 1 - this.motion.speed();
		int maxSteps = steps(delay);
		return limitToTravel(this.directions.pan(this.motion) * maxSteps, this.directions.tilt(this.motion) * maxSteps,
				delay);
	}

	private static int steps(int delay) {
		return Math.max(1, RUN_MILLIS / (PHASES_PER_STEP * delay));
	}

	private @Nullable Run runTowards(PanTiltSteps current, PanTiltSteps wanted) {
		int maxSteps = steps(1);
		Run run = limitToTravel(Math.max(-maxSteps, Math.min(maxSteps, wanted.pan() - current.pan())),
				Math.max(-maxSteps, Math.min(maxSteps, wanted.tilt() - current.tilt())), 1);
		if (run == null) {
			this.target = null;
		}
		return run;
	}

	/** Returns the run within the travel; null if no step is left. */
	private @Nullable Run limitToTravel(int pan, int tilt, int delay) {
		PanTiltSteps current = this.position;
		PanTiltSteps maxSteps = this.travel;
		if (current != null && maxSteps != null) {
			pan = Math.max(-current.pan(), Math.min(maxSteps.pan() - current.pan(), pan));
			tilt = Math.max(-current.tilt(), Math.min(maxSteps.tilt() - current.tilt(), tilt));
		}
		return (pan == 0 && tilt == 0) ? null : new Run(pan, tilt, delay, false);
	}

	private void perform(Run run) {
		try {
			ProcessResult outcome = this.commands.run(RUN_TIMEOUT, PROGRAM, String.valueOf(run.pan()),
					String.valueOf(run.tilt()), String.valueOf(run.delay()));
			if (!outcome.isSuccess()) {
				throw new IOException(PROGRAM + ": " + outcome.complaint());
			}
			onCompleted(run);
		}
		catch (IOException ex) {
			onFailed(ex);
		}
	}

	private synchronized void onCompleted(Run run) {
		PanTiltSteps current = this.position;
		if (run.homing()) {
			this.homing = new PanTiltSteps(Math.max(0, this.homing.pan() + run.pan()),
					Math.max(0, this.homing.tilt() + run.tilt()));
			finishHoming();
		}
		else if (current != null) {
			this.position = new PanTiltSteps(current.pan() + run.pan(), current.tilt() + run.tilt());
		}
	}

	private void finishHoming() {
		PanTiltSteps maxSteps = this.travel;
		if (maxSteps != null && this.homing.pan() == 0 && this.homing.tilt() == 0) {
			this.position = new PanTiltSteps(0, 0);
			this.target = new PanTiltSteps(maxSteps.pan() / 2, maxSteps.tilt() / 2);
			LOGGER.log(Level.INFO, "The motors are homed");
		}
	}

	/**
	 * Stops after a failed run. The position is unknown, because the run may have moved
	 * the motors.
	 */
	private synchronized void onFailed(IOException ex) {
		LOGGER.log(Level.WARNING, "The motors failed, so the motion ends: {0}", Reason.of(ex));
		this.motion = PtzMotion.STILL;
		this.target = null;
		this.position = null;
		this.homing = new PanTiltSteps(0, 0);
		this.failure = ex;
	}

	@Override
	public void close() throws IOException {
		synchronized (this) {
			this.closing = true;
			notifyAll();
		}
		try {
			this.thread.join(CLOSE_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.thread.isAlive()) {
			throw new IOException(PROGRAM + " is still running");
		}
	}

}
