package org.camerad.audit;

import io.micrometer.core.instrument.Counter;
import org.camerad.operation.CameraMeters;

/**
 * An audit log that counts the log-ins of one camera before it passes them on. Any
 * thread.
 */
public final class LogInCounters implements AuditLog {

	/** The outcome of a log-in that was refused because its origin is locked out. */
	private static final String LOCKED_OUT = "locked-out";

	private final AuditLog log;

	private final Counter accepted;

	private final Counter failed;

	private final Counter lockedOut;

	private final Counter lockOuts;

	/** Creates and registers the counters. */
	public LogInCounters(AuditLog log, CameraMeters meters) {
		this.log = log;
		this.accepted = meters.counter("camera.logins", "outcome", "accepted");
		this.failed = meters.counter("camera.logins", "outcome", "failed");
		this.lockedOut = meters.counter("camera.logins", "outcome", LOCKED_OUT);
		this.lockOuts = meters.counter("camera.lockouts");
	}

	@Override
	public void record(AuditEvent event) {
		switch (event.kind()) {
			case LOG_IN_ACCEPTED -> this.accepted.increment();
			case LOG_IN_FAILED -> (LOCKED_OUT.equals(event.outcome()) ? this.lockedOut : this.failed).increment();
			case LOCKED_OUT -> this.lockOuts.increment();
			default -> {
				// The other events are no log-ins.
			}
		}
		this.log.record(event);
	}

}
