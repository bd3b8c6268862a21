/**
 * Pelco-D, the protocol of serial pan-tilt heads, over any line that carries bytes:
 * frames, replies, and a head that follows the rules of timing and stopping.
 */
@NullMarked
package org.camerad.driver.support.pelcod;

import org.jspecify.annotations.NullMarked;
