/** Other programs: finds, runs, watches and ends them. */
@NullMarked
package org.camerad.driver.support.process;

import org.jspecify.annotations.NullMarked;
