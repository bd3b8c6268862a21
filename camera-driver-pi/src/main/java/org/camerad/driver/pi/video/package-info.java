/**
 * The camera module's pictures: one supervised child process gives them, and both
 * streams, the encoders and the motion detector live on its JPEGs (decision 0006).
 */
@NullMarked
package org.camerad.driver.pi.video;

import org.jspecify.annotations.NullMarked;
