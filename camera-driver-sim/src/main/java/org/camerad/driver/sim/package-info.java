/** A camera made of software: deterministic, and able to refuse, vanish and be slow. */
@NullMarked
package org.camerad.driver.sim;

import org.jspecify.annotations.NullMarked;
