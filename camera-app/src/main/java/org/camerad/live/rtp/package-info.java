/** RTP packets of pictures and sound (RFC 3550 and its payload formats). */
@NullMarked
package org.camerad.live.rtp;

import org.jspecify.annotations.NullMarked;
