package org.camerad.firmware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.driver.FirmwareStatus;
import org.camerad.driver.support.file.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcome of an installation in the audit log. A file keeps the versions while the
 * outcome is not known, because the process may end in between. Thread-safe.
 */
final class UpgradeRecord {

	private static final Logger logger = LoggerFactory.getLogger(UpgradeRecord.class);

	private final Path file;

	private final AuditLog audit;

	/**
	 * Creates the record of a camera.
	 * @param folder its data folder
	 */
	UpgradeRecord(Path folder, AuditLog audit) {
		this.file = folder.resolve("firmware.upgrade");
		this.audit = audit;
	}

	/** Starts an installation. */
	synchronized void begin(String version, String former) {
		try {
			DurableFiles.write(this.file, version + "\n" + former + "\n");
		}
		catch (IOException ex) {
			logger.warn("the audit log may not get the outcome of the upgrade to {}: {}", version, ex.toString());
		}
	}

	/** Records that the version was not installed. */
	void fail() {
		end(AuditEvent.FAILED);
	}

	/** Records the outcome of an installation that has ended, if there was one. */
	void settle(FirmwareStatus status) {
		if (!status.failure().isEmpty()) {
			end("fell-back");
		}
		else {
			end(isFormer(status.version()) ? AuditEvent.FAILED : "installed");
		}
	}

	private synchronized boolean isFormer(String version) {
		return versions().filter((versions) -> versions.get(1).equals(version)).isPresent();
	}

	private synchronized void end(String outcome) {
		versions().ifPresent((versions) -> this.audit
			.record(AuditEvent.of(AuditKind.UPGRADE, "firmware", versions.subList(0, 1)).withOutcome(outcome)));
		try {
			DurableFiles.delete(this.file);
		}
		catch (IOException ex) {
			logger.warn("{} cannot be deleted: {}", this.file, ex.toString());
		}
	}

	private Optional<List<String>> versions() {
		try {
			return DurableFiles.read(this.file)
				.map((text) -> text.lines().toList())
				.filter((lines) -> lines.size() > 1);
		}
		catch (IOException ex) {
			logger.warn("{} cannot be read: {}", this.file, ex.toString());
			return Optional.empty();
		}
	}

}
