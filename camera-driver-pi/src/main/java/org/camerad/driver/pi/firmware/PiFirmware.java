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
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * Hands archives to the updater: it has to take one for good first, then it installs it
 * beside everything else, and the system reboots when it is through. An archive that
 * cannot be installed leaves the running system as it is; that is what such updaters are
 * for.
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
	 * @param folder where the archive lies while it is installed
	 * @param checkTimeout how long the updater may take to look at an archive
	 * @param reboot restarts the system
	 */
	public PiFirmware(Updater updater, ProgramFinder programs, Path folder, Duration checkTimeout, Runnable reboot) {
		this.updater = updater;
		this.programs = programs;
		this.staged = folder.resolve("firmware.archive");
		this.checkTimeout = checkTimeout;
		this.reboot = reboot;
		this.status = working("waits for an archive for " + updater.program());
	}

	@Override
	public void install(Path archive) throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
		if (!this.busy.compareAndSet(false, true)) {
			throw CameraException.unavailable("an archive is being installed already");
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

	/** The application's file goes when install returns. */
	private void stage(Path archive) throws CameraException {
		try {
			if (!Files.isRegularFile(archive) || Files.size(archive) == 0) {
				throw CameraException.refused("no archive: " + archive.getFileName());
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
			throw new CameraException(CameraException.Kind.REFUSED, "no room for the archive: " + ex.getMessage(), ex);
		}
	}

	private void check(Path program) throws CameraException {
		try {
			ProcessResult outcome = this.updater.check(program, this.staged).run(this.checkTimeout);
			if (!outcome.isSuccess()) {
				throw CameraException
					.refused(this.updater.program() + " does not take the archive: " + outcome.complaint());
			}
		}
		catch (IOException ex) {
			throw CameraException.unavailable(this.updater.program() + ": " + ex.getMessage(), ex);
		}
	}

	private void install(Command command) {
		try {
			ProcessResult outcome = command.run(INSTALL_TIMEOUT);
			if (outcome.isSuccess()) {
				logger.log(Level.WARNING, "new firmware is installed; rebooting into it");
				this.status = working("installed; rebooting into it");
				this.reboot.run();
			}
			else {
				recordFailure(outcome.complaint());
			}
		}
		catch (IOException | RuntimeException ex) {
			recordFailure(String.valueOf(ex.getMessage()));
		}
		finally {
			releaseArchive();
		}
	}

	private void recordFailure(String reason) {
		logger.log(Level.ERROR, "the new firmware was not installed: {0}", reason);
		this.status = new PartStatus("firmware", PartStatus.State.IMPAIRED,
				"the last archive was not installed: " + reason);
	}

	private void releaseArchive() {
		try {
			Files.deleteIfExists(this.staged);
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "{0} is left behind: {1}", this.staged, ex.getMessage());
		}
		this.busy.set(false);
	}

	private static PartStatus working(String detail) {
		return new PartStatus("firmware", PartStatus.State.WORKING, detail);
	}

	public PartStatus status() {
		return this.status;
	}

	/** What is being installed goes on: to break it off would be worse. */
	@Override
	public void close() {
		this.closed = true;
	}

}
