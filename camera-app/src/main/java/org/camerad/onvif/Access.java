package org.camerad.onvif;

import org.camerad.cgi.Role;
import org.jspecify.annotations.Nullable;

/**
 * The access classes of operations, with the lowest role of the default access policy
 * (Core specification 5.9.4).
 */
enum Access {

	/** Without a log-in. */
	PRE_AUTH(null),

	READ_SYSTEM(Role.USER), READ_SYSTEM_SENSITIVE(Role.OPERATOR), READ_SYSTEM_SECRET(Role.ADMINISTRATOR),
	WRITE_SYSTEM(Role.ADMINISTRATOR), UNRECOVERABLE(Role.ADMINISTRATOR), READ_MEDIA(Role.USER), ACTUATE(Role.OPERATOR);

	private final @Nullable Role role;

	Access(@Nullable Role role) {
		this.role = role;
	}

	/** Returns the lowest role, null if no log-in is needed. */
	@Nullable Role role() {
		return this.role;
	}

}
