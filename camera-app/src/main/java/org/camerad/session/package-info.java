/** The interfaces getuid and keep_alive, sessions, and the limits on guessing. */
@NullMarked
package org.camerad.session;

import org.jspecify.annotations.NullMarked;
