/** Live pictures and events over HTTP: MJPEG and server-sent events. */
@NullMarked
package org.camerad.live;

import org.jspecify.annotations.NullMarked;
