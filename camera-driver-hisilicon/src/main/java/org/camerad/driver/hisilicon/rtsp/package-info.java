/** A client of the streamer's RTSP server for encoded video and audio. */
@NullMarked
package org.camerad.driver.hisilicon.rtsp;

import org.jspecify.annotations.NullMarked;
