/** A camera that is not simulated, as far as anybody can tell. */
@NullMarked
package org.camerad.simulation;

import org.jspecify.annotations.NullMarked;
