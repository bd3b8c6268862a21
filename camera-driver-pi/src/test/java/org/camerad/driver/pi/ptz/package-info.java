/** Tests of the PTZ head on the kernel's pseudo-terminals. */
@NullMarked
package org.camerad.driver.pi.ptz;

import org.jspecify.annotations.NullMarked;
