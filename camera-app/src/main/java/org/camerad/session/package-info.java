/** getuid and keep_alive: who is logged in, and how guessing is slowed. */
@NullMarked
package org.camerad.session;

import org.jspecify.annotations.NullMarked;
