package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;

/**
 * Reboot and factory reset of the board. Both end this process. {@code firstboot} erases
 * the overlay, with the root password and the settings of streamer and network, and
 * reboots.
 */
public final class BoardMaintenance implements Maintenance, AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardMaintenance.class.getName());

	private static final String RESET = "firstboot";

	private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(3);

	private final BoardCommands commands;

	private final BoardFiles files;

	private final BoardNetwork network;

	private final Updater updater;

	private final Duration rebootTimeout;

	private volatile String problem = "";

	private final ScheduledExecutorService rebootForcer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-reboot");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Creates the maintenance of the board.
	 * @param updater the updater, which erases the overlay
	 * @param network the network, saved before a factory reset that keeps it
	 * @param rebootTimeout the time after which a reboot is forced
	 */
	BoardMaintenance(BoardFiles files, BoardCommands commands, BoardNetwork network, Updater updater,
			Duration rebootTimeout) {
		this.files = files;
		this.commands = commands;
		this.network = network;
		this.updater = updater;
		this.rebootTimeout = rebootTimeout;
	}

	@Override
	public void reboot() throws CameraException {
		run("reboot", () -> {
			this.commands.detached(this.files.at("/tmp/camerad-reboot.log"), Map.of(), "reboot");
			LOGGER.log(Level.WARNING, "The reboot was started");
		});
		// A service that hangs while it stops would delay the reboot forever.
		this.rebootForcer.schedule(this::force, this.rebootTimeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void force() {
		LOGGER.log(Level.ERROR, "The board does not reboot: forcing it");
		try {
			this.commands.detached(this.files.at("/tmp/camerad-reboot.log"), Map.of(), "busybox", "reboot", "-d", "1",
					"-f");
		}
		catch (IOException ex) {
			LOGGER.log(Level.ERROR, "The board cannot be forced to reboot", ex);
		}
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		this.problem = "";
		run(RESET, () -> {
			this.updater.check();
			if (keepNetwork) {
				save();
			}
			this.updater.start("/tmp/camerad-factory-reset.log", this::failed, RESET);
		});
	}

	private void save() throws CameraException {
		try {
			this.network.saveForReset();
		}
		catch (IOException ex) {
			throw new CameraException(CameraException.Kind.REFUSED,
					"the network settings cannot be kept: " + Reason.of(ex), ex);
		}
	}

	private void failed(String reason) {
		this.problem = RESET + " failed, and the board was not reset: " + reason;
		LOGGER.log(Level.ERROR, this.problem);
	}

	/** Returns the status of the last factory reset if it failed. */
	Optional<PartStatus> status() {
		String detail = this.problem;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("factory-reset", PartStatus.State.FAILED, detail));
	}

	/** A program of the board that is started. */
	@FunctionalInterface
	private interface Start {

		void run() throws IOException, CameraException;

	}

	private void run(String program, Start start) throws CameraException {
		if (this.rebootForcer.isShutdown()) {
			throw CameraException.unavailable("the board's services are closed");
		}
		if (!this.commands.has(program)) {
			throw CameraException.refused("this board has no " + program);
		}
		try {
			flush();
			start.run();
		}
		catch (IOException ex) {
			throw CameraException.unavailable(program + " cannot be started: " + Reason.of(ex), ex);
		}
	}

	/** Flushes the file systems. A forced reboot would lose recordings. */
	private void flush() throws IOException {
		if (this.commands.has("sync")) {
			this.commands.run(SYNC_TIMEOUT, "sync");
		}
	}

	/** Closes this control. A reboot in progress continues. */
	@Override
	public void close() {
		this.rebootForcer.shutdownNow();
	}

}
