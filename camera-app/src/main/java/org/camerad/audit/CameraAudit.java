package org.camerad.audit;

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

	@Override
	public void record(AuditEvent event) {
		this.journal.record(this.camera, event);
	}

}
