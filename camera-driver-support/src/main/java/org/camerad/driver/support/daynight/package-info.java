/** Day and night: decides between them, and moves the infrared filter. */
@NullMarked
package org.camerad.driver.support.daynight;

import org.jspecify.annotations.NullMarked;
