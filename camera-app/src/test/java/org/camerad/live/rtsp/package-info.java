/** Tests of RTSP without the whole service. */
@NullMarked
package org.camerad.live.rtsp;

import org.jspecify.annotations.NullMarked;
