package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.camerad.driver.PartStatus;

/**
 * The board's {@code sysupgrade}. An archive is handed over when it is whole and for this
 * chip, and memory and flash have room for it. The updater then runs in a session of its
 * own and goes on whatever becomes of this process; it stops services to free memory,
 * writes the flash and reboots.
 */
public final class BoardFirmware implements Firmware, AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardFirmware.class.getName());

	private static final String ARCHIVE = "/tmp/camerad-upgrade.tgz";

	private static final String LOG = "/tmp/camerad-upgrade.log";

	/** The updater's own, there while it works. */
	private static final String LOCK = "/tmp/sysupgrade.lock";

	private static final String UPDATER = "sysupgrade";

	private static final int MAX_LOG_LINE_CHARS = 200;

	private final BoardFiles files;

	private final BoardCommands commands;

	private final BoardIdentity identity;

	private final Duration startTimeout;

	private volatile String problem = "";

	private boolean closed;

	/**
	 * The updater of the board.
	 * @param startTimeout how long the updater may take until it begins
	 */
	BoardFirmware(BoardFiles files, BoardCommands commands, BoardIdentity identity, Duration startTimeout)
			throws IOException {
		this.files = files;
		this.commands = commands;
		this.identity = identity;
		this.startTimeout = startTimeout;
		if (!Files.exists(files.at(LOCK))) {
			// What an earlier start was copying when it ended.
			Files.deleteIfExists(files.at(ARCHIVE));
			Files.deleteIfExists(files.at(ARCHIVE + ".part"));
		}
	}

	@Override
	public synchronized void install(Path archive) throws CameraException {
		try {
			check(archive);
			copy(archive);
			startUpdater();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the upgrade cannot be begun: " + ex.getMessage(), ex);
		}
	}

	private void check(Path archive) throws IOException, CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the updater is closed");
		}
		if (!this.commands.has(UPDATER)) {
			throw CameraException.unavailable("this board has no " + UPDATER);
		}
		if (Files.exists(this.files.at(LOCK))) {
			throw CameraException.refused("an upgrade is under way already");
		}
		String soc = this.identity.soc()
			.orElseThrow(() -> CameraException.refused("nothing tells which chip this board's firmware is for"));
		UpgradeArchive upgrade = read(archive, soc);
		Optional<String> problem = new UpgradeSpaceCheck(this.files).problem(Files.size(archive), upgrade);
		if (problem.isPresent()) {
			throw CameraException.refused(problem.get());
		}
	}

	private static UpgradeArchive read(Path archive, String soc) throws CameraException {
		try {
			return UpgradeArchive.read(archive, soc);
		}
		catch (IOException ex) {
			throw new CameraException(CameraException.Kind.REFUSED, "not an upgrade: " + ex.getMessage(), ex);
		}
	}

	/** The updater needs it after the application's own file has gone. */
	private void copy(Path archive) throws IOException {
		Path part = this.files.at(ARCHIVE + ".part");
		Files.copy(archive, part, StandardCopyOption.REPLACE_EXISTING);
		Files.move(part, this.files.at(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
	}

	private void startUpdater() throws IOException, CameraException {
		Process updater = this.commands.detached(this.files.at(LOG), UPDATER,
				"--archive=" + this.commands.argument(ARCHIVE));
		LOGGER.log(Level.WARNING, "{0} was started; its log is {1}", UPDATER, LOG);
		long deadline = System.nanoTime() + this.startTimeout.toNanos();
		while (updater.isAlive() && !Files.exists(this.files.at(LOCK))) {
			if (System.nanoTime() - deadline >= 0) {
				monitor(updater);
				throw CameraException.unavailable(UPDATER + " has not begun: see " + LOG);
			}
			awaitUpdater(updater);
		}
		if (!updater.isAlive() && updater.exitValue() != 0) {
			Files.deleteIfExists(this.files.at(ARCHIVE));
			throw CameraException.refused(UPDATER + " refuses: " + lastLine());
		}
		monitor(updater);
	}

	private static void awaitUpdater(Process updater) throws CameraException {
		try {
			updater.waitFor(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted while the upgrade begins", ex);
		}
	}

	/** Tells of an upgrade that ends without a reboot. */
	private void monitor(Process updater) {
		this.problem = "";
		updater.onExit().thenAccept((ended) -> {
			if (ended.exitValue() != 0) {
				this.problem = "the upgrade failed: " + lastLine();
				LOGGER.log(Level.ERROR, "The upgrade failed; {0} has more: {1}", LOG, this.problem);
				deleteArchive();
			}
		});
	}

	private void deleteArchive() {
		try {
			Files.deleteIfExists(this.files.at(ARCHIVE));
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "{0} stays in memory: {1}", ARCHIVE, ex.getMessage());
		}
	}

	private String lastLine() {
		try {
			String log = new String(Files.readAllBytes(this.files.at(LOG)), StandardCharsets.UTF_8);
			String line = log.replaceAll("\u001b\\[[0-9;]*m", "")
				.lines()
				.filter((each) -> !each.isBlank())
				.reduce((first, last) -> last)
				.orElse("it says nothing");
			return line.strip().substring(0, Math.min(MAX_LOG_LINE_CHARS, line.strip().length()));
		}
		catch (IOException ex) {
			return "its log cannot be read";
		}
	}

	/** How the last upgrade went, when it went wrong. */
	Optional<PartStatus> status() {
		String detail = this.problem;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("firmware", PartStatus.State.FAILED, detail));
	}

	/** An updater that has begun goes on. */
	@Override
	public synchronized void close() {
		this.closed = true;
	}

}
