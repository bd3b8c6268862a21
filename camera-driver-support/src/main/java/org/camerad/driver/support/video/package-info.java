/** Byte streams and parameter sets of ITU-T H.264 and H.265. */
@NullMarked
package org.camerad.driver.support.video;

import org.jspecify.annotations.NullMarked;
