package org.camerad.audit;

import java.io.IOException;
import java.util.List;

import org.camerad.cgi.CameraPart;

/**
 * The audit log of one camera, as a part of it. Any thread.
 */
public final class CameraAudit implements AuditLog, CameraPart {

	private final AuditJournal journal;

	private final int camera;

	/**
	 * Creates the log of a camera.
	 * @param camera its number, from 1
	 */
	public CameraAudit(AuditJournal journal, int camera) {
		this.journal = journal;
		this.camera = camera;
	}

	/**
	 * Returns the last entries of this camera as lines of JSON, the newest last.
	 * @param access true for log-ins and refusals, false for changes
	 * @param limit their number
	 * @throws IOException when the log cannot be read
	 */
	public List<String> last(boolean access, int limit) throws IOException {
		String own = ",\"camera\":" + this.camera + ",";
		List<String> lines = this.journal.series(access).stream().filter((line) -> line.contains(own)).toList();
		return lines.subList(Math.max(0, lines.size() - limit), lines.size());
	}

	@Override
	public void record(AuditEvent event) {
		this.journal.record(this.camera, event);
	}

}
