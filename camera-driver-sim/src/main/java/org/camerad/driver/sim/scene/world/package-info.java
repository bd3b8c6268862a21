/** The street that the simulated camera looks at, and those who move in it. */
@NullMarked
package org.camerad.driver.sim.scene.world;

import org.jspecify.annotations.NullMarked;
