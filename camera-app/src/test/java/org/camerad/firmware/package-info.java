/** Tests of firmware images and upgrades. */
@NullMarked
package org.camerad.firmware;

import org.jspecify.annotations.NullMarked;
