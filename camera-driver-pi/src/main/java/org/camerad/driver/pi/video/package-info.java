/**
 * The pictures of the camera module. A supervised process delivers JPEGs; both streams,
 * the encoders and the motion detection use them (decision 0006).
 */
@NullMarked
package org.camerad.driver.pi.video;

import org.jspecify.annotations.NullMarked;
