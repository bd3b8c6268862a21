package org.camerad.session;

import org.camerad.cgi.Principal;
import org.camerad.cgi.Role;
import org.jspecify.annotations.Nullable;

/**
 * The user of a request for pictures, authenticated by any kind of credentials.
 *
 * @param name the user's name
 * @param role the user's role
 * @param session the session, null when authenticated by name and password
 */
public record StreamUser(String name, Role role, @Nullable Principal session) {
}
