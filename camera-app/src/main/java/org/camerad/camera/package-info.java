/**
 * One hosted camera: driver selection, lifecycle, calls with time limits, and changes of
 * settings.
 */
@NullMarked
package org.camerad.camera;

import org.jspecify.annotations.NullMarked;
