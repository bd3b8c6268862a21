/** Scaling of pictures in memory. */
@NullMarked
package org.camerad.driver.pi.picture;

import org.jspecify.annotations.NullMarked;
