/** Tests of the streamer's RTSP. */
@NullMarked
package org.camerad.driver.hisilicon.rtsp;

import org.jspecify.annotations.NullMarked;
