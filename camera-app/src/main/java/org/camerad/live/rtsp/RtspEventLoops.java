package org.camerad.live.rtsp;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that the cameras of this process share. Created for the first client.
 * Thread-safe.
 */
public final class RtspEventLoops implements AutoCloseable {

	private final int threads;

	private @Nullable MultiThreadIoEventLoopGroup group;

	/**
	 * Creates event loops.
	 * @param cameras the number of cameras
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

	/**
	 * Stops the event loops, after all servers have been closed. Blocks for up to 3
	 * seconds.
	 */
	@Override
	public synchronized void close() {
		if (this.group != null) {
			this.group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
		}
	}

}
