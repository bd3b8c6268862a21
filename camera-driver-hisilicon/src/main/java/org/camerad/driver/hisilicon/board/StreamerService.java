package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;

/**
 * The process of the streamer on this board. It is restarted by its init script, and
 * started if it is gone: after a restart that failed, after a crash, or when this service
 * starts. A streamer that somebody stopped with the init script stays stopped.
 * <p>
 * Threads: any; one daemon thread looks for the process.
 */
final class StreamerService implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(StreamerService.class.getName());

	private static final String PROGRAM = "majestic";

	/** The init script deletes this file when it stops the streamer. */
	private static final String PID_FILE = "/var/run/majestic.pid";

	/** The variables that OpenIPC's rcS exports to its services. */
	private static final List<String> VARIABLES = List.of("SENSOR", "UPGRADE", "TZ");

	/** The number of checks without a process before the streamer counts as gone. */
	private static final int MISSES = 3;

	private final BoardFiles files;

	private final InitScript script;

	private final BoardProcesses processes;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-streamer");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable Process running;

	/** The environment of a restart that waits for the end of the script. */
	private @Nullable Map<String, String> next;

	/** True if the process was seen after the last start of this object or restart. */
	private boolean seen;

	private int misses;

	private volatile String problem = "";

	/**
	 * Starts to look for the process.
	 * @param period the time between two checks
	 */
	StreamerService(BoardFiles files, BoardCommands commands, Duration period) {
		this.files = files;
		this.script = new InitScript(files, commands, "/etc/init.d/S95majestic");
		this.processes = new BoardProcesses(files);
		this.watch.scheduleWithFixedDelay(this::check, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Restarts the streamer and returns at once. Does nothing on a board without its init
	 * script.
	 * @param environment additional environment variables of the streamer
	 * @throws IOException if the init script cannot be started
	 */
	synchronized void restart(Map<String, String> environment) throws IOException {
		if (!this.script.exists()) {
			return;
		}
		if (isScriptRunning()) {
			// Two scripts at a time could start the streamer with the older environment.
			this.next = environment;
		}
		else {
			start(environment, "restart");
		}
	}

	private void start(Map<String, String> environment, String action) throws IOException {
		this.seen = false;
		this.misses = 0;
		Map<String, String> variables = new TreeMap<>();
		VARIABLES.forEach(
				(name) -> Optional.ofNullable(System.getenv(name)).ifPresent((value) -> variables.put(name, value)));
		variables.putAll(environment);
		this.running = this.script.start(variables, action);
	}

	private synchronized void check() {
		try {
			this.script.log().bound();
			if (isBusy() || !this.script.exists()) {
				return;
			}
			Map<String, String> waiting = this.next;
			if (waiting != null) {
				this.next = null;
				start(waiting, "restart");
				return;
			}
			List<BoardProcesses.BoardProcess> all = this.processes.all();
			if (all.isEmpty() || all.stream().anyMatch((process) -> process.runs(PROGRAM))) {
				this.seen = true;
				this.misses = 0;
				this.problem = "";
			}
			else if (!isStopped() && ++this.misses >= MISSES) {
				LOGGER.log(Level.WARNING, "The streamer does not run: starting it");
				this.problem = "the streamer does not run; it is started again and again, see " + this.script.path();
				start(Map.of(), "start");
			}
		}
		catch (IOException | RuntimeException ex) {
			this.problem = "the streamer's process cannot be checked: " + Reason.of(ex);
		}
	}

	/** Returns whether an init script or an upgrade is in progress. */
	private boolean isBusy() {
		return isScriptRunning() || Files.exists(this.files.at(Updater.LOCK));
	}

	private boolean isScriptRunning() {
		Process script = this.running;
		return script != null && script.isAlive();
	}

	private boolean isStopped() {
		return this.seen && !Files.exists(this.files.at(PID_FILE));
	}

	/** Returns the status if the streamer does not stay. */
	Optional<PartStatus> status() {
		String detail = this.problem;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("streamer-process", PartStatus.State.FAILED, detail));
	}

	/** Closes this control. A restart in progress continues. */
	@Override
	public void close() {
		this.watch.shutdownNow();
	}

}
