package org.camerad.live.rtsp;

import io.netty.channel.ChannelPipeline;
import org.camerad.live.MediaInterceptor;

/**
 * An interceptor that alters the traffic of RTSP connections. Only a simulated camera
 * installs one, to inject faults.
 */
public interface RtspInterceptor {

	/** Returns the interceptor of RTP/JPEG pictures. */
	MediaInterceptor media();

	/**
	 * Adds handlers between the codecs and the handler of RTSP requests. Called once for
	 * each connection, before it is registered with an event loop.
	 */
	void install(ChannelPipeline pipeline);

}
