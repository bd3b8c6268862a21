package org.camerad.session;

import org.camerad.cgi.Caller;
import org.camerad.cgi.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at pictures, by whichever credentials.
 *
 * @param name the user
 * @param role its role
 * @param session the session, null for a name and password
 */
public record Viewer(String name, Role role, @Nullable Caller session) {
}
