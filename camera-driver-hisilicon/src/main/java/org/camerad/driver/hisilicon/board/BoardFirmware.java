package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.FirmwareStatus;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;

/**
 * Firmware upgrades by the board's {@code sysupgrade}. An archive is passed on if it is
 * complete and for this chip, and if it fits into memory and flash. The updater then runs
 * in its own session and does not depend on this process. It stops services to free
 * memory, writes the flash and reboots.
 */
public final class BoardFirmware implements Firmware, AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardFirmware.class.getName());

	private static final String ARCHIVE = "/tmp/camerad-upgrade.tgz";

	private static final String LOG = "/tmp/camerad-upgrade.log";

	private static final String UPDATER = "sysupgrade";

	private final BoardFiles files;

	private final BoardCommands commands;

	private final BoardIdentity identity;

	private final Updater updater;

	private final Duration startTimeout;

	private final String version;

	private volatile String problem = "";

	/** False until the caller of the last upgrade knows that it has begun. */
	private volatile boolean begun;

	private boolean closed;

	/**
	 * Creates the firmware control of the board.
	 * @param updater the board's updater
	 * @param startTimeout the time in which the updater must begin
	 */
	BoardFirmware(BoardFiles files, BoardCommands commands, BoardIdentity identity, Updater updater,
			Duration startTimeout) throws IOException {
		this.files = files;
		this.commands = commands;
		this.identity = identity;
		this.updater = updater;
		this.startTimeout = startTimeout;
		this.version = identity.version();
		if (!Files.exists(files.at(Updater.LOCK))) {
			// Remove the copy of an earlier process that ended before the upgrade began.
			Files.deleteIfExists(files.at(ARCHIVE));
			Files.deleteIfExists(files.at(ARCHIVE + ".part"));
		}
	}

	@Override
	public FirmwareStatus status() {
		return new FirmwareStatus(this.version, "", false, this.problem);
	}

	@Override
	public synchronized void install(FirmwareImage image, IntConsumer percent) throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the updater is closed");
		}
		try {
			FirmwareImage.Content archive = archive(image);
			check(archive);
			copy(archive);
			startUpdater();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the upgrade cannot be started: " + Reason.of(ex), ex);
		}
	}

	private static FirmwareImage.Content archive(FirmwareImage image) throws CameraException {
		List<FirmwareImage.Content> archives = image.files()
			.entrySet()
			.stream()
			.filter((file) -> file.getKey().endsWith(".tgz"))
			.map(Map.Entry::getValue)
			.toList();
		if (archives.size() != 1) {
			throw CameraException.refused("the image must have one file NAME.tgz, for " + UPDATER);
		}
		return archives.get(0);
	}

	private void check(FirmwareImage.Content archive) throws IOException, CameraException {
		if (!this.commands.has(UPDATER)) {
			throw CameraException.unavailable("this board has no " + UPDATER);
		}
		this.updater.check();
		String soc = this.identity.soc()
			.orElseThrow(() -> CameraException.refused("the chip of this board's firmware is unknown"));
		UpgradeArchive upgrade = read(archive, soc);
		Optional<String> problem = new UpgradeSpaceCheck(this.files).problem(archive.size(), upgrade);
		if (problem.isPresent()) {
			throw CameraException.refused(problem.get());
		}
	}

	private static UpgradeArchive read(FirmwareImage.Content archive, String soc) throws CameraException {
		try (InputStream content = archive.open()) {
			return UpgradeArchive.read(content, soc);
		}
		catch (IOException ex) {
			throw new CameraException(CameraException.Kind.REFUSED, "not an upgrade: " + Reason.of(ex), ex);
		}
	}

	/** Copies the archive to a file, which the updater can open. */
	private void copy(FirmwareImage.Content archive) throws IOException {
		Path part = this.files.at(ARCHIVE + ".part");
		try (InputStream content = archive.open()) {
			Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
		}
		Files.move(part, this.files.at(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
	}

	private void startUpdater() throws IOException, CameraException {
		this.problem = "";
		this.begun = false;
		Updater.Run run = this.updater.start(LOG, this::failed, UPDATER,
				"--archive=" + this.commands.argument(ARCHIVE));
		Process process = run.process();
		long deadline = System.nanoTime() + this.startTimeout.toNanos();
		while (process.isAlive() && !Files.exists(this.files.at(Updater.LOCK))) {
			if (System.nanoTime() - deadline >= 0) {
				this.begun = true;
				throw CameraException.unavailable(UPDATER + " has not begun: see " + LOG);
			}
			awaitUpdater(process);
		}
		if (!process.isAlive() && process.exitValue() != 0) {
			Files.deleteIfExists(this.files.at(ARCHIVE));
			throw CameraException.refused(UPDATER + " refuses: " + run.log().lastLine());
		}
		this.begun = true;
	}

	private static void awaitUpdater(Process updater) throws CameraException {
		try {
			updater.waitFor(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted while the upgrade starts", ex);
		}
	}

	private void failed(String reason) {
		if (this.begun) {
			this.problem = "the upgrade failed: " + reason;
			LOGGER.log(Level.ERROR, "The upgrade failed, see {0}: {1}", LOG, this.problem);
		}
		deleteArchive();
	}

	private void deleteArchive() {
		try {
			Files.deleteIfExists(this.files.at(ARCHIVE));
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "{0} cannot be deleted and stays in memory: {1}", ARCHIVE, Reason.of(ex));
		}
	}

	/** Returns the status of the last upgrade if it failed. */
	Optional<PartStatus> partStatus() {
		String detail = this.problem;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("firmware", PartStatus.State.FAILED, detail));
	}

	/** Closes this control. An upgrade in progress continues. */
	@Override
	public synchronized void close() {
		this.closed = true;
	}

}
