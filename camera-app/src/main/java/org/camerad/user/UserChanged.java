package org.camerad.user;

/**
 * A user may no longer use what it had: its uids and streams end.
 *
 * @param name the user
 * @param deleted whether the user is gone
 */
public record UserChanged(String name, boolean deleted) {
}
