/** External programs: finding, running, watching and ending them. */
@NullMarked
package org.camerad.driver.support.process;

import org.jspecify.annotations.NullMarked;
