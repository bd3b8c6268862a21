package org.camerad.session;

import org.camerad.cgi.Principal;
import org.camerad.cgi.Role;

/** A log-in: a uid and its holder. Guarded by {@link Sessions}. */
final class Session implements Principal {

	private final String uid;

	private final String name;

	private final Role role;

	private final String address;

	private final String client;

	private long expiresAt;

	private boolean ended;

	private boolean deleted;

	Session(String uid, String name, Role role, String address) {
		this.uid = uid;
		this.name = name;
		this.role = role;
		this.address = address;
		this.client = AddressGroup.of(address);
	}

	String uid() {
		return this.uid;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Role role() {
		return this.role;
	}

	@Override
	public boolean isDeleted() {
		return this.deleted;
	}

	/** Returns the address of the client that opened the session. */
	String address() {
		return this.address;
	}

	/** Returns the {@link AddressGroup} of the client that opened the session. */
	String client() {
		return this.client;
	}

	boolean isOver(long now) {
		return this.ended || now - this.expiresAt >= 0;
	}

	/** Returns the time in nanoseconds until the session expires. */
	long remaining(long now) {
		return this.expiresAt - now;
	}

	void extendTo(long until) {
		this.expiresAt = until;
	}

	/** Ends the session. */
	void end() {
		this.ended = true;
	}

	/**
	 * Marks its user as deleted. The session stays known until it expires, but is not
	 * extended.
	 */
	void markDeleted() {
		this.deleted = true;
	}

	/** Leaves out the uid, which must not reach a log. */
	@Override
	public String toString() {
		return "Session[" + this.name + ", " + this.role + "]";
	}

}
