/** Text in the picture, with a font of its own because many cameras have none. */
@NullMarked
package org.camerad.driver.support.osd;

import org.jspecify.annotations.NullMarked;
