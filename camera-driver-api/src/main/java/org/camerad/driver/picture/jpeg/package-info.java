/** From JPEG to pictures in memory and back. */
@NullMarked
package org.camerad.driver.picture.jpeg;

import org.jspecify.annotations.NullMarked;
