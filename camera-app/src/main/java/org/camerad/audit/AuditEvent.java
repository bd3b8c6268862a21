package org.camerad.audit;

import java.util.Collection;
import java.util.List;

import org.camerad.cgi.Requester;

/**
 * A security event. It never contains a secret or a value. Immutable.
 *
 * @param kind its kind
 * @param user the name of the user who caused it or, for log-ins, of the user who exists
 * and whose name was sent; empty if there is no such user
 * @param role the user's role, empty if it is not known
 * @param address the client's address, empty without a client
 * @param group the group of settings, the interface or the user that it is about
 * @param names the names of the parameters that it is about
 * @param outcome {@code success}, or the reason of a failure in a few words
 */
public record AuditEvent(AuditKind kind, String user, String role, String address, String group, List<String> names,
		String outcome) {

	/** The outcome of an action that was taken. */
	public static final String SUCCESS = "success";

	/** The outcome of an action that was tried and not taken. */
	public static final String FAILED = "failed";

	public AuditEvent {
		names = List.copyOf(names);
	}

	/** Returns an event of the request that this thread serves, if it serves one. */
	public static AuditEvent of(AuditKind kind, String group, Collection<String> names) {
		Requester requester = Requester.current();
		return new AuditEvent(kind, requester.name(), requester.role(), requester.address(), group, List.copyOf(names),
				SUCCESS);
	}

	/** Returns an event that is about nothing but a user. */
	public static AuditEvent of(AuditKind kind, String user, String role, String address, String outcome) {
		return new AuditEvent(kind, user, role, address, "", List.of(), outcome);
	}

	/** Returns this event, caused by another user. */
	public AuditEvent by(String name, String word) {
		return new AuditEvent(this.kind, name, word, this.address, this.group, this.names, this.outcome);
	}

	/** Returns this event with another outcome. */
	public AuditEvent withOutcome(String other) {
		return new AuditEvent(this.kind, this.user, this.role, this.address, this.group, this.names, other);
	}

	/** Returns this event with other names. */
	AuditEvent withNames(Collection<String> others) {
		return new AuditEvent(this.kind, this.user, this.role, this.address, this.group, List.copyOf(others),
				this.outcome);
	}

	/** Returns this event without the client and the subject, to stand for several. */
	AuditEvent withoutClient() {
		return new AuditEvent(this.kind, this.user, this.role, "", "", List.of(), this.outcome);
	}

}
