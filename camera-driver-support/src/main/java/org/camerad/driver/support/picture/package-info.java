/** Pictures in memory. */
@NullMarked
package org.camerad.driver.support.picture;

import org.jspecify.annotations.NullMarked;
