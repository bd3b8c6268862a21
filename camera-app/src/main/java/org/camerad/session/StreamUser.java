package org.camerad.session;

import org.camerad.cgi.Principal;
import org.camerad.cgi.Role;
import org.jspecify.annotations.Nullable;

/**
 * A user who looks at pictures, by whichever credentials.
 *
 * @param name the user
 * @param role its role
 * @param session the session, null for a name and password
 */
public record StreamUser(String name, Role role, @Nullable Principal session) {
}
