/** From JPEG to pictures in memory and back. */
@NullMarked
package org.camerad.driver.support.picture.jpeg;

import org.jspecify.annotations.NullMarked;
