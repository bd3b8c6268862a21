/** How pictures and sound travel in RTP packets (RFC 3550 and its payload formats). */
@NullMarked
package org.camerad.live.rtp;

import org.jspecify.annotations.NullMarked;
