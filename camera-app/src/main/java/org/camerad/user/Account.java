package org.camerad.user;

import org.camerad.cgi.Role;

/**
 * A user.
 *
 * @param name normalised (NFC)
 * @param role its role
 * @param enabled whether it may log in
 * @param version grows with every change of any user: what was accepted for an older
 * version has to be checked again
 */
public record Account(String name, Role role, boolean enabled, long version) {
}
