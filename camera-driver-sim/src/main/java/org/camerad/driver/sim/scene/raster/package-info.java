/** Drawing of shapes into pictures, and the effects of lens and sensor. */
@NullMarked
package org.camerad.driver.sim.scene.raster;

import org.jspecify.annotations.NullMarked;
