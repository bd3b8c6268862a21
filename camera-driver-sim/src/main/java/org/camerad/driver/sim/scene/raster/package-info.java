/** Pictures in memory: planes of samples, and how shapes get into them. */
@NullMarked
package org.camerad.driver.sim.scene.raster;

import org.jspecify.annotations.NullMarked;
