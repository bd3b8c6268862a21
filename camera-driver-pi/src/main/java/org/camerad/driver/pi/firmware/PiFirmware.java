package org.camerad.driver.pi.firmware;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * Firmware installation through the board's updater. The updater first checks the
 * archive, then installs it in the background; the board reboots when the installation
 * succeeds. A failed installation leaves the running system unchanged, which is the
 * updater's guarantee.
 */
public final class PiFirmware implements Firmware, AutoCloseable {

	private static final Logger logger = System.getLogger(PiFirmware.class.getName());

	private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(30);

	private final Updater updater;

	private final ProgramFinder programs;

	private final Path staged;

	private final Duration checkTimeout;

	private final Runnable reboot;

	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile boolean closed;

	private volatile PartStatus status;

	/**
	 * Creates the part.
	 * @param folder the driver's folder, which holds the archive during the installation
	 * @param checkTimeout the limit of the updater's check of an archive
	 * @param reboot restarts the board
	 */
	public PiFirmware(Updater updater, ProgramFinder programs, Path folder, Duration checkTimeout, Runnable reboot) {
		this.updater = updater;
		this.programs = programs;
		this.staged = folder.resolve("firmware.archive");
		this.checkTimeout = checkTimeout;
		this.reboot = reboot;
		this.status = working("ready to install archives with " + updater.program());
	}

	@Override
	public void install(Path archive) throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
		if (!this.busy.compareAndSet(false, true)) {
			throw CameraException.unavailable("another archive is being installed");
		}
		try {
			Path program = this.programs.find(this.updater.program()).orElseThrow(this::missing);
			stage(archive);
			check(program);
			Thread worker = new Thread(() -> install(this.updater.install(program, this.staged)), "camera-pi-firmware");
			worker.setDaemon(true);
			this.status = working("an archive is being installed");
			worker.start();
		}
		catch (CameraException | RuntimeException ex) {
			releaseArchive();
			throw ex;
		}
	}

	private CameraException missing() {
		String reason = this.updater.program() + " is not installed: " + this.updater.installHint();
		this.status = new PartStatus("firmware", PartStatus.State.FAILED, reason);
		return CameraException.unavailable(reason);
	}

	/**
	 * Keeps the archive, because the service deletes its file when install returns.
	 */
	private void stage(Path archive) throws CameraException {
		try {
			if (!Files.isRegularFile(archive) || Files.size(archive) == 0) {
				throw CameraException.refused("the archive is missing or empty: " + archive.getFileName());
			}
			Files.deleteIfExists(this.staged);
			try {
				Files.createLink(this.staged, archive);
			}
			catch (IOException | UnsupportedOperationException ex) {
				Files.copy(archive, this.staged, StandardCopyOption.REPLACE_EXISTING);
			}
		}
		catch (IOException ex) {
			throw new CameraException(CameraException.Kind.REFUSED,
					"the archive cannot be stored in the driver's folder: " + Reason.of(ex), ex);
		}
	}

	private void check(Path program) throws CameraException {
		try {
			ProcessResult outcome = this.updater.check(program, this.staged).run(this.checkTimeout);
			if (!outcome.isSuccess()) {
				throw CameraException.refused(this.updater.program() + " rejects the archive: " + outcome.complaint());
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable(this.updater.program() + " failed: " + Reason.of(ex), ex);
		}
	}

	private void install(Command command) {
		try {
			ProcessResult outcome = command.run(INSTALL_TIMEOUT);
			if (outcome.isSuccess()) {
				logger.log(Level.WARNING, "the new firmware is installed; the board reboots");
				this.status = working("the new firmware is installed; the board reboots");
				this.reboot.run();
			}
			else {
				recordFailure(outcome.complaint());
			}
		}
		catch (IOException | RuntimeException ex) {
			recordFailure(Reason.of(ex));
		}
		finally {
			releaseArchive();
		}
	}

	private void recordFailure(String reason) {
		logger.log(Level.ERROR, "the installation of the new firmware failed; the running system is unchanged: {0}",
				reason);
		this.status = new PartStatus("firmware", PartStatus.State.IMPAIRED, "the last installation failed: " + reason);
	}

	private void releaseArchive() {
		try {
			Files.deleteIfExists(this.staged);
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "the firmware archive {0} cannot be deleted: {1}", this.staged, Reason.of(ex));
		}
		this.busy.set(false);
	}

	private static PartStatus working(String detail) {
		return new PartStatus("firmware", PartStatus.State.WORKING, detail);
	}

	public PartStatus status() {
		return this.status;
	}

	/**
	 * Refuses new archives. A running installation continues, because interrupting it
	 * could damage the system.
	 */
	@Override
	public void close() {
		this.closed = true;
	}

}
