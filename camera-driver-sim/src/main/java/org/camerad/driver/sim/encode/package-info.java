/**
 * Encoders of live video and audio: H.264, H.265 and AAC through ffmpeg's libraries if
 * they are installed, and G.711. ffmpeg is loaded only when the first encoder is opened.
 */
@NullMarked
package org.camerad.driver.sim.encode;

import org.jspecify.annotations.NullMarked;
