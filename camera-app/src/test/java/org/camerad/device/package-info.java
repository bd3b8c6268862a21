/** Tests of how a camera is hosted. */
@NullMarked
package org.camerad.device;

import org.jspecify.annotations.NullMarked;
