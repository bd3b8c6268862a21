package org.camerad.session;

import org.camerad.cgi.Caller;

/**
 * A session is over, in whichever way.
 *
 * @param caller who held it
 */
public record SessionEnded(Caller caller) {
}
