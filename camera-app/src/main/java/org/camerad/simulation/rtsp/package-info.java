/**
 * Fault injection into RTSP connections. Loaded when the first RTSP client connects.
 */
@NullMarked
package org.camerad.simulation.rtsp;

import org.jspecify.annotations.NullMarked;
