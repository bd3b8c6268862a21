package org.camerad.audit;

import java.util.function.Supplier;

import org.camerad.cgi.ParameterException;
import org.jspecify.annotations.Nullable;

/** The audit log of one camera. Any thread. */
@FunctionalInterface
public interface AuditLog {

	/** Records an event. Returns at once, and never fails. */
	void record(AuditEvent event);

	/**
	 * Runs an action and records its event: {@code refused} for parameters that are not
	 * valid, {@code failed} for every other exception.
	 */
	default <T extends @Nullable Object> T recorded(AuditEvent event, Supplier<T> action) {
		String outcome = AuditEvent.FAILED;
		try {
			T result = action.get();
			outcome = AuditEvent.SUCCESS;
			return result;
		}
		catch (ParameterException ex) {
			outcome = "refused";
			throw ex;
		}
		finally {
			record(event.withOutcome(outcome));
		}
	}

}
