package org.camerad.audit;

/** Audit logs for tests. */
public final class AuditLogs {

	/** A log that keeps nothing. */
	public static final AuditLog NONE = (event) -> {
	};

	private AuditLogs() {
	}

}
