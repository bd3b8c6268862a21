/**
 * Encoders of live video and audio: H.264, H.265 and AAC through ffmpeg's libraries,
 * which are there when the installation has them, and G.711. Nothing of ffmpeg is loaded
 * before the first encoder is made.
 */
@NullMarked
package org.camerad.driver.sim.encode;

import org.jspecify.annotations.NullMarked;
