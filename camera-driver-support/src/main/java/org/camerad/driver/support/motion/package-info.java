/** Motion detection on luma, for cameras whose hardware has no detector. */
@NullMarked
package org.camerad.driver.support.motion;

import org.jspecify.annotations.NullMarked;
