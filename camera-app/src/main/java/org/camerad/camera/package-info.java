/**
 * One hosted camera: how its driver is found, how it is opened and brought back, how
 * calls reach it in time, and how its settings change.
 */
@NullMarked
package org.camerad.camera;

import org.jspecify.annotations.NullMarked;
