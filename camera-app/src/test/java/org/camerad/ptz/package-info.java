/** The moving head, by what reaches its serial line. */
@NullMarked
package org.camerad.ptz;

import org.jspecify.annotations.NullMarked;
