package org.camerad.driver.pi.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.FirmwareStatus;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.file.PrivateFiles;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;
import org.jspecify.annotations.Nullable;

/**
 * Firmware installation through the board's updater. The updater first checks the
 * archive, then installs it; the board reboots when the installation succeeds. A failed
 * installation leaves the running system unchanged, which is the updater's guarantee.
 */
public final class PiFirmware implements Firmware, AutoCloseable {

	private static final Logger logger = System.getLogger(PiFirmware.class.getName());

	private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(30);

	private final Updater updater;

	private final ProgramFinder programs;

	private final Path staged;

	private final Duration checkTimeout;

	private final Runnable reboot;

	private final String version;

	private volatile boolean closed;

	private volatile PartStatus status;

	/**
	 * Creates the part.
	 * @param folder the driver's folder, which holds the archive during the installation
	 * @param checkTimeout the limit of the updater's check of an archive
	 * @param version the running version, empty if the system does not tell it
	 * @param reboot restarts the board
	 */
	public PiFirmware(Updater updater, ProgramFinder programs, Path folder, Duration checkTimeout, String version,
			Runnable reboot) {
		this.version = version;
		this.updater = updater;
		this.programs = programs;
		this.staged = folder.resolve("firmware.archive");
		this.checkTimeout = checkTimeout;
		this.reboot = reboot;
		this.status = working("ready to install archives with " + updater.program());
	}

	@Override
	public FirmwareStatus status() {
		return FirmwareStatus.running(this.version);
	}

	@Override
	public void install(FirmwareImage image, IntConsumer percent) throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
		try {
			Path program = this.programs.find(this.updater.program()).orElseThrow(this::missing);
			stage(this.updater.archive(image));
			check(program);
			this.status = working("an archive is being installed");
			install(this.updater.install(program, this.staged));
			logger.log(Level.WARNING, "firmware {0} is installed; the board reboots", image.version());
			this.status = working("the new firmware is installed; the board reboots");
			this.reboot.run();
		}
		finally {
			releaseArchive();
		}
	}

	private CameraException missing() {
		String reason = this.updater.program() + " is not installed: " + this.updater.installHint();
		this.status = new PartStatus("firmware", PartStatus.State.FAILED, reason);
		return CameraException.unavailable(reason);
	}

	/** Copies the archive to a file, which the updater can open. */
	private void stage(FirmwareImage.Content archive) throws CameraException {
		try (InputStream content = archive.open()) {
			if (archive.size() == 0) {
				throw CameraException.refused("the archive is empty");
			}
			Files.deleteIfExists(this.staged);
			try (OutputStream out = Channels.newOutputStream(PrivateFiles.create(this.staged))) {
				content.transferTo(out);
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

	private void install(Command command) throws CameraException {
		try {
			ProcessResult outcome = command.run(INSTALL_TIMEOUT);
			if (!outcome.isSuccess()) {
				throw failure(outcome.complaint());
			}
		}
		catch (IOException ex) {
			throw failure(Reason.of(ex));
		}
	}

	private CameraException failure(@Nullable String reason) {
		this.status = new PartStatus("firmware", PartStatus.State.IMPAIRED, "the last installation failed: " + reason);
		return CameraException.unavailable(this.updater.program() + ": " + reason);
	}

	private void releaseArchive() {
		try {
			Files.deleteIfExists(this.staged);
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "the firmware archive {0} cannot be deleted: {1}", this.staged, Reason.of(ex));
		}
	}

	private static PartStatus working(String detail) {
		return new PartStatus("firmware", PartStatus.State.WORKING, detail);
	}

	/** Returns the status of the updater. */
	public PartStatus partStatus() {
		return this.status;
	}

	/** Refuses new archives. */
	@Override
	public void close() {
		this.closed = true;
	}

}
