/** A client of the streamer's RTSP server: encoded video and audio as they come. */
@NullMarked
package org.camerad.driver.hisilicon.rtsp;

import org.jspecify.annotations.NullMarked;
