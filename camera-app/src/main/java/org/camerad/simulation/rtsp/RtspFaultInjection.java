package org.camerad.simulation.rtsp;

import io.netty.channel.ChannelPipeline;
import org.camerad.live.MediaInterceptor;
import org.camerad.live.rtsp.RtspInterceptor;
import org.camerad.simulation.ResponseFaultInjector;

/**
 * The fault injection into the RTSP connections of a simulated camera.
 *
 * @param injector decides about the faults
 */
public record RtspFaultInjection(ResponseFaultInjector injector) implements RtspInterceptor {

	@Override
	public MediaInterceptor media() {
		return this.injector;
	}

	@Override
	public void install(ChannelPipeline pipeline) {
		pipeline.addLast(new FaultInjectionHandler(this.injector));
	}

}
