/** Tests of the board's system on strict stand-ins of its programs. */
@NullMarked
package org.camerad.driver.pi.system;

import org.jspecify.annotations.NullMarked;
