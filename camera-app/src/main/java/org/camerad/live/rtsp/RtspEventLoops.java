package org.camerad.live.rtsp;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that all cameras of this process share. Made when the first client
 * comes. Any thread.
 */
public final class RtspEventLoops implements AutoCloseable {

	private final int threads;

	private @Nullable MultiThreadIoEventLoopGroup group;

	/**
	 * Creates the loops.
	 * @param cameras how many cameras share them
	 */
	public RtspEventLoops(int cameras) {
		this.threads = Math.min(cameras, Runtime.getRuntime().availableProcessors());
	}

	synchronized EventLoop next() {
		MultiThreadIoEventLoopGroup running = this.group;
		if (running == null) {
			running = new MultiThreadIoEventLoopGroup(this.threads, new DefaultThreadFactory("rtsp", true),
					NioIoHandler.newFactory());
			this.group = running;
		}
		return running.next();
	}

	/** Ends the loops; the servers have ended before. Blocks for up to 3 seconds. */
	@Override
	public synchronized void close() {
		if (this.group != null) {
			this.group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
		}
	}

}
