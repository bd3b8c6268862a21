/** The threads that the cameras of this process share, so that idle cameras need none. */
@NullMarked
package org.camerad.thread;

import org.jspecify.annotations.NullMarked;
