/** Tests of the threads that cameras share. */
@NullMarked
package org.camerad.thread;

import org.jspecify.annotations.NullMarked;
