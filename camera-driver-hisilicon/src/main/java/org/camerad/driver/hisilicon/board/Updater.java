package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;

/**
 * The board's {@code sysupgrade}, which stops services and the streamer, unmounts memory
 * cards, writes the flash and reboots. It runs in its own session and does not depend on
 * this process. While this process runs, it bounds the updater's log, and starts the
 * services again if the updater ends without a reboot.
 */
final class Updater implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(Updater.class.getName());

	/** The lock file that the updater holds while it works. */
	static final String LOCK = "/tmp/sysupgrade.lock";

	private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(10);

	/** The services that the updater stops, besides the streamer. */
	private static final List<String> SERVICES = List.of("S01syslogd", "S02klogd", "S49ntpd", "S60crond");

	private final BoardFiles files;

	private final BoardCommands commands;

	private final StreamerService streamer;

	private final Duration period;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "hisilicon-updater");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Creates the control of the updater.
	 * @param period the time between two checks of its log
	 */
	Updater(BoardFiles files, BoardCommands commands, StreamerService streamer, Duration period) {
		this.files = files;
		this.commands = commands;
		this.streamer = streamer;
		this.period = period;
	}

	/** A run of the updater. */
	record Run(Process process, BoundedLog log) {
	}

	/**
	 * Checks that the updater can finish what it begins.
	 * @throws CameraException REFUSED if it cannot
	 * @throws IOException if mounts or processes cannot be read
	 */
	void check() throws IOException, CameraException {
		if (Files.exists(this.files.at(LOCK))) {
			throw CameraException.refused("an upgrade is already in progress");
		}
		Optional<String> problem = new CardUse(this.files).problem();
		if (problem.isPresent()) {
			throw CameraException.refused(problem.get());
		}
	}

	/**
	 * Starts a program that runs the updater.
	 * @param log the path of its log on the board
	 * @param onFailure receives the last line of the log if it ends with a failure
	 * @throws IOException if it cannot be started
	 */
	Run start(String log, Consumer<String> onFailure, String program, String... arguments) throws IOException {
		BoundedLog output = new BoundedLog(this.files.at(log));
		Run run = new Run(this.commands.detached(output.file(), Map.of(), program, arguments), output);
		LOGGER.log(Level.WARNING, "{0} was started; its log is {1}", program, log);
		watch(run, onFailure, "");
		return run;
	}

	private void watch(Run run, Consumer<String> onFailure, String verdict) {
		this.watch.schedule(() -> look(run, onFailure, verdict), this.period.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void look(Run run, Consumer<String> onFailure, String known) {
		String verdict = known;
		try {
			if (!run.process().isAlive()) {
				end(run, onFailure, verdict);
				return;
			}
			String text = run.log().text();
			if (run.log().bound() && text.contains("/mnt/mmc")) {
				// Only the loop that unmounts a card prints that much. The updater
				// ignores this signal while it writes the flash.
				verdict = "the memory card cannot be unmounted because a program uses it";
				Stream.concat(run.process().descendants(), Stream.of(run.process().toHandle()))
					.forEach(ProcessHandle::destroy);
			}
		}
		catch (IOException | RuntimeException ex) {
			LOGGER.log(Level.WARNING, "The updater''s log cannot be bounded: {0}", Reason.of(ex));
		}
		watch(run, onFailure, verdict);
	}

	private void end(Run run, Consumer<String> onFailure, String verdict) throws IOException {
		if (run.process().exitValue() == 0) {
			return;
		}
		String text = run.log().text();
		onFailure.accept(verdict.isEmpty() ? run.log().lastLine() : verdict);
		if (!text.contains("Another sysupgrade process")) {
			Files.deleteIfExists(this.files.at(LOCK));
			// Later versions of the updater start the services themselves.
			if (!text.contains("Restarting the services")) {
				startServices();
			}
		}
	}

	private void startServices() {
		for (String name : SERVICES) {
			InitScript script = new InitScript(this.files, this.commands, "/etc/init.d/" + name);
			try {
				if (script.exists()) {
					script.run(SCRIPT_TIMEOUT, "start");
				}
			}
			catch (IOException ex) {
				LOGGER.log(Level.INFO, "{0}", Reason.of(ex));
			}
		}
		try {
			this.streamer.restart(Map.of());
		}
		catch (IOException ex) {
			LOGGER.log(Level.ERROR, "The streamer cannot be restarted after a failed upgrade: {0}", Reason.of(ex));
		}
	}

	/** Closes this control. An updater that runs continues. */
	@Override
	public void close() {
		this.watch.shutdownNow();
	}

}
