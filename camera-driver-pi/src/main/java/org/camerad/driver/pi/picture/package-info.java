/** Pictures in memory, brought to another size. */
@NullMarked
package org.camerad.driver.pi.picture;

import org.jspecify.annotations.NullMarked;
