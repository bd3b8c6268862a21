/** Control of the PTZ head and its presets. */
@NullMarked
package org.camerad.ptz;

import org.jspecify.annotations.NullMarked;
