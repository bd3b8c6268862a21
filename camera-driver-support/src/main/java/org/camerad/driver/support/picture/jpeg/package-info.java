/** Decoding and encoding of JPEG. */
@NullMarked
package org.camerad.driver.support.picture.jpeg;

import org.jspecify.annotations.NullMarked;
