/** The moving head and lens. */
@NullMarked
package org.camerad.ptz;

import org.jspecify.annotations.NullMarked;
