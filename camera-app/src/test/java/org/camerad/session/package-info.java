/** Tests of log-ins, uids and the slowing of guesses. */
@NullMarked
package org.camerad.session;

import org.jspecify.annotations.NullMarked;
