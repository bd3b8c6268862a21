/** How shapes of the world get into pictures, and what lens and sensor make of them. */
@NullMarked
package org.camerad.driver.sim.scene.raster;

import org.jspecify.annotations.NullMarked;
