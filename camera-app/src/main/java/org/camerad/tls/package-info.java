/** The certificates with which the camera serves HTTPS and RTSP over TLS. */
@NullMarked
package org.camerad.tls;

import org.jspecify.annotations.NullMarked;
