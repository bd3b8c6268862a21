/** Other programs: where they are, and how they are run, watched and ended. */
@NullMarked
package org.camerad.driver.pi.process;

import org.jspecify.annotations.NullMarked;
