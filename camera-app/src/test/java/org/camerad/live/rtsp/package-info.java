/** Tries what lives behind the contract's streams. */
@NullMarked
package org.camerad.live.rtsp;

import org.jspecify.annotations.NullMarked;
