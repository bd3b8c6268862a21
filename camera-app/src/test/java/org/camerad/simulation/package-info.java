/** A camera that does not present itself as simulated. */
@NullMarked
package org.camerad.simulation;

import org.jspecify.annotations.NullMarked;
