/** What the simulated camera looks at, and how a view of it becomes a picture. */
@NullMarked
package org.camerad.driver.sim.scene;

import org.jspecify.annotations.NullMarked;
