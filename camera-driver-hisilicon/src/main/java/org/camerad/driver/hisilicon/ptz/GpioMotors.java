package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.hisilicon.board.BoardCommands;
import org.camerad.driver.support.process.ProcessResult;

/**
 * Steppers on pins, by the firmware's program {@code gpio-motors PAN TILT DELAY}, which
 * runs some steps and ends. A motion is one short run after the other, so a stop takes
 * effect within a tenth of a second; a run is never killed, as its pins would stay under
 * current.
 * <p>
 * Where the travel is known, the motors look for their ends when they are opened: they
 * run all of it to the left and down, against the stops, and then to the middle. From
 * then on they count, and stay within the travel. Without it there is no position.
 */
final class GpioMotors implements Motors {

	private static final System.Logger LOGGER = System.getLogger(GpioMotors.class.getName());

	private static final String PROGRAM = "gpio-motors";

	private static final Duration LIMIT = Duration.ofSeconds(3);

	/** About how long a run of the motors is. */
	private static final int RUN_MILLIS = 100;

	/** The program makes a step of eight. */
	private static final int PARTS_OF_A_STEP = 8;

	private static final int FASTEST = 10;

	private static final Duration LONGEST_CLOSE = Duration.ofSeconds(4);

	private final BoardCommands commands;

	private final MotorDirections directions;

	private final @Nullable PanTiltSteps travel;

	private final Thread thread = new Thread(this::work, "hisilicon-motors");

	private PtzMotion motion = PtzMotion.STILL;

	private @Nullable PanTiltSteps target;

	/** Where the motors stand, once they have found their ends. */
	private @Nullable PanTiltSteps place;

	/** How far they still have to run to be sure of their ends. */
	private PanTiltSteps homing;

	private boolean closing;

	private @Nullable IOException failure;

	/** Begins to look for the ends if the travel is known. */
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
		check();
		this.motion = wanted;
		this.target = null;
		notifyAll();
	}

	@Override
	public synchronized void stop() throws IOException {
		this.motion = PtzMotion.STILL;
		this.target = null;
		if (this.place == null) {
			// Somebody may be in the way: the ends stay unknown until the next start.
			this.homing = new PanTiltSteps(0, 0);
		}
		check();
	}

	@Override
	public synchronized Optional<PanTiltSteps> position() throws IOException {
		check();
		return Optional.ofNullable(this.place);
	}

	@Override
	public synchronized void goTo(PanTiltSteps wanted) throws IOException {
		check();
		this.motion = PtzMotion.STILL;
		this.target = wanted;
		notifyAll();
	}

	/** A run that failed is told to whoever comes next, once. */
	private void check() throws IOException {
		IOException failed = this.failure;
		this.failure = null;
		if (failed != null) {
			throw failed;
		}
	}

	private void work() {
		try {
			for (Run run = next(); run != null; run = next()) {
				perform(run);
			}
		}
		catch (InterruptedException ex) {
			// Only closing interrupts: the last run has ended.
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A run of the program.
	 *
	 * @param pan steps to the right
	 * @param tilt steps up
	 * @param delay milliseconds between the parts of a step
	 * @param homing whether it looks for the ends
	 */
	private record Run(int pan, int tilt, int delay, boolean homing) {
	}

	/** What is to be done next, waiting for it; null when there is an end of it. */
	private synchronized @Nullable Run next() throws InterruptedException {
		while (!this.closing) {
			Run run = due();
			if (run != null) {
				return run;
			}
			wait();
		}
		return null;
	}

	private @Nullable Run due() {
		if (this.homing.pan() > 0 || this.homing.tilt() > 0) {
			int most = steps(1);
			return new Run(-Math.min(most, this.homing.pan()), -Math.min(most, this.homing.tilt()), 1, true);
		}
		PanTiltSteps wanted = this.target;
		PanTiltSteps here = this.place;
		if (wanted != null && here != null) {
			return towards(here, wanted);
		}
		int delay = FASTEST + 1 - this.motion.speed();
		int most = steps(delay);
		return within(this.directions.pan(this.motion) * most, this.directions.tilt(this.motion) * most, delay);
	}

	private static int steps(int delay) {
		return Math.max(1, RUN_MILLIS / (PARTS_OF_A_STEP * delay));
	}

	private @Nullable Run towards(PanTiltSteps here, PanTiltSteps wanted) {
		int most = steps(1);
		Run run = within(Math.max(-most, Math.min(most, wanted.pan() - here.pan())),
				Math.max(-most, Math.min(most, wanted.tilt() - here.tilt())), 1);
		if (run == null) {
			this.target = null;
		}
		return run;
	}

	/** The steps that the travel still allows; null when there is nothing to do. */
	private @Nullable Run within(int pan, int tilt, int delay) {
		PanTiltSteps here = this.place;
		PanTiltSteps most = this.travel;
		if (here != null && most != null) {
			pan = Math.max(-here.pan(), Math.min(most.pan() - here.pan(), pan));
			tilt = Math.max(-here.tilt(), Math.min(most.tilt() - here.tilt(), tilt));
		}
		return (pan == 0 && tilt == 0) ? null : new Run(pan, tilt, delay, false);
	}

	private void perform(Run run) {
		try {
			ProcessResult outcome = this.commands.run(LIMIT, PROGRAM, String.valueOf(run.pan()),
					String.valueOf(run.tilt()), String.valueOf(run.delay()));
			if (!outcome.isSuccess()) {
				throw new IOException(PROGRAM + ": " + outcome.complaint());
			}
			done(run);
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	private synchronized void done(Run run) {
		PanTiltSteps here = this.place;
		if (run.homing()) {
			this.homing = new PanTiltSteps(Math.max(0, this.homing.pan() + run.pan()),
					Math.max(0, this.homing.tilt() + run.tilt()));
			arriveAtEnds();
		}
		else if (here != null) {
			this.place = new PanTiltSteps(here.pan() + run.pan(), here.tilt() + run.tilt());
		}
	}

	private void arriveAtEnds() {
		PanTiltSteps most = this.travel;
		if (most != null && this.homing.pan() == 0 && this.homing.tilt() == 0) {
			this.place = new PanTiltSteps(0, 0);
			this.target = new PanTiltSteps(most.pan() / 2, most.tilt() / 2);
			LOGGER.log(Level.INFO, "The motors have found their ends");
		}
	}

	/** Nobody knows how far a run came that failed. */
	private synchronized void failed(IOException ex) {
		LOGGER.log(Level.WARNING, "The motors failed and stand still: {0}", ex.getMessage());
		this.motion = PtzMotion.STILL;
		this.target = null;
		this.place = null;
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
			this.thread.join(LONGEST_CLOSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.thread.isAlive()) {
			throw new IOException(PROGRAM + " does not end");
		}
	}

}
