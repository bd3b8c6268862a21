/**
 * A camera made of software. It is deterministic and can refuse, vanish and be slow.
 */
@NullMarked
package org.camerad.driver.sim;

import org.jspecify.annotations.NullMarked;
