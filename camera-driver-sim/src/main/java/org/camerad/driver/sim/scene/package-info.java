/**
 * The scene in front of the simulated camera, and the rendering of its pictures.
 */
@NullMarked
package org.camerad.driver.sim.scene;

import org.jspecify.annotations.NullMarked;
