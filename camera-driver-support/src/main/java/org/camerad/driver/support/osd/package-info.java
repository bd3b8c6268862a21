/** Text in the picture, with a font of our own: no camera can be trusted to have one. */
@NullMarked
package org.camerad.driver.support.osd;

import org.jspecify.annotations.NullMarked;
