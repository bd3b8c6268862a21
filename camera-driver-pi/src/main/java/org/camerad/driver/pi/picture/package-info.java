/** Pictures in memory: from JPEG, to another size, and to JPEG again. */
@NullMarked
package org.camerad.driver.pi.picture;

import org.jspecify.annotations.NullMarked;
