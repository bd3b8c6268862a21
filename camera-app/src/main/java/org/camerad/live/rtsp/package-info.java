/** Live streams: an RTSP 1.0 server (RFC 2326). */
@NullMarked
package org.camerad.live.rtsp;

import org.jspecify.annotations.NullMarked;
