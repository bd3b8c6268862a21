package org.camerad.user;

import org.camerad.cgi.Role;

/**
 * A user.
 *
 * @param name normalised (NFC)
 * @param role its role
 * @param enabled whether it may log in
 * @param version the number of changes of all users so far; credentials that were
 * accepted for an older version must be checked again
 */
public record Account(String name, Role role, boolean enabled, long version) {
}
