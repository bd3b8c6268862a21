/** The shapes of the simulated street and its actors. */
@NullMarked
package org.camerad.driver.sim.scene.world;

import org.jspecify.annotations.NullMarked;
