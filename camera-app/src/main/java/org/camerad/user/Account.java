package org.camerad.user;

import org.camerad.cgi.Role;

/**
 * A user.
 *
 * @param name normalised (NFC)
 * @param role its role
 * @param enabled whether it may log in
 * @param revision its state; credentials that were accepted for another one must be
 * checked again
 */
public record Account(String name, Role role, boolean enabled, UserRevision revision) {
}
