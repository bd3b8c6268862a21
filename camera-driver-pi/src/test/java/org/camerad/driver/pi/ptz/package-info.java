/** The head at real pseudo-terminals. */
@NullMarked
package org.camerad.driver.pi.ptz;

import org.jspecify.annotations.NullMarked;
