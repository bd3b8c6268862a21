package org.camerad.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the audit log: one series for log-ins and the like, which clients can
 * cause without changing the camera, and one for everything else. Entries have ascending
 * numbers over both. Thread-safe.
 */
final class AuditFiles {

	private static final Logger logger = LoggerFactory.getLogger(AuditFiles.class);

	private static final Pattern NUMBER = Pattern.compile("^\\{\"number\":([0-9]{1,18}),");

	private final AuditFile access;

	private final AuditFile changes;

	private long next = 1;

	private boolean opened;

	/**
	 * Creates the files.
	 * @param maxBytes the size of all files together
	 */
	AuditFiles(Path folder, long maxBytes) {
		long each = maxBytes / (2 * AuditFile.FILES);
		this.access = new AuditFile(folder, "access", each);
		this.changes = new AuditFile(folder, "changes", each);
	}

	private void open() throws IOException {
		if (!this.opened) {
			this.access.repair();
			this.changes.repair();
			this.next = Math.max(this.next, 1 + Math.max(last(this.access), last(this.changes)));
			this.opened = true;
		}
	}

	private static long last(AuditFile file) throws IOException {
		return file.lines().stream().mapToLong(AuditFiles::number).max().orElse(0);
	}

	private static long number(String line) {
		Matcher matcher = NUMBER.matcher(line);
		return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
	}

	/**
	 * A line of a file.
	 *
	 * @param camera the number of its camera, 0 for the process
	 * @param access whether it belongs to the series of log-ins
	 */
	record Line(int camera, boolean access, String text) {
	}

	/** Gives an entry its number. */
	synchronized Line number(AuditEntry entry) {
		try {
			open();
		}
		catch (IOException ex) {
			logger.debug("the last number is not known yet", ex);
		}
		return new Line(entry.camera(), entry.event().kind().isAccess(), entry.line(this.next++));
	}

	/**
	 * Appends a line.
	 * @throws IOException when it cannot be written
	 */
	synchronized void append(Line line) throws IOException {
		open();
		(line.access() ? this.access : this.changes).append(line.text());
	}

	synchronized void force() throws IOException {
		this.access.force();
		this.changes.force();
	}

	/** Returns the last lines, the newest last. */
	synchronized List<String> last(int limit) throws IOException {
		List<String> lines = Stream.concat(this.access.lines().stream(), this.changes.lines().stream())
			.sorted(Comparator.comparingLong(AuditFiles::number))
			.toList();
		return new ArrayList<>(lines.subList(Math.max(0, lines.size() - limit), lines.size()));
	}

	/** Returns the entries of one series that are on the disk, the newest last. */
	synchronized List<String> series(boolean ofAccess) throws IOException {
		return (ofAccess ? this.access : this.changes).lines();
	}

	synchronized void erase() throws IOException {
		this.access.erase();
		this.changes.erase();
	}

}
