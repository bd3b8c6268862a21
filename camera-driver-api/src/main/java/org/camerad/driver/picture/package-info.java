/** Pictures in memory, which drivers share. */
@NullMarked
package org.camerad.driver.picture;

import org.jspecify.annotations.NullMarked;
