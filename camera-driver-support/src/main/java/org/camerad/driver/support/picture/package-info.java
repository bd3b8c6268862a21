/** Pictures in memory, which drivers share. */
@NullMarked
package org.camerad.driver.support.picture;

import org.jspecify.annotations.NullMarked;
