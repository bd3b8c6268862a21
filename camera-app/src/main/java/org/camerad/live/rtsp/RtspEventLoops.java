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

	private @Nullable Running running;

	/**
	 * Creates event loops.
	 * @param cameras the number of cameras
	 */
	public RtspEventLoops(int cameras) {
		this.threads = Math.min(cameras, Runtime.getRuntime().availableProcessors());
	}

	synchronized EventLoop next() {
		Running loops = this.running;
		if (loops == null) {
			loops = new Running(this.threads);
			this.running = loops;
		}
		return loops.next();
	}

	/**
	 * Stops the event loops, after all servers have been closed. Blocks for up to 3
	 * seconds.
	 */
	@Override
	public synchronized void close() {
		if (this.running != null) {
			this.running.close();
		}
	}

	/** Netty's part, a class of its own: without a client the JVM loads none of Netty. */
	private static final class Running {

		private final MultiThreadIoEventLoopGroup group;

		Running(int threads) {
			this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("rtsp", true),
					NioIoHandler.newFactory());
		}

		EventLoop next() {
			return this.group.next();
		}

		void close() {
			this.group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
		}

	}

}
