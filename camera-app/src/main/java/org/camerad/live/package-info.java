/** Live pictures: MJPEG over HTTP. */
@NullMarked
package org.camerad.live;

import org.jspecify.annotations.NullMarked;
