/** From planes of samples to baseline JPEG. */
@NullMarked
package org.camerad.driver.sim.scene.jpeg;

import org.jspecify.annotations.NullMarked;
