/** Publishers of frames, encoded video, audio and motion events. */
@NullMarked
package org.camerad.driver.support.publish;

import org.jspecify.annotations.NullMarked;
