package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A look-up of host names within a time limit. The platform's own look-up can hang for a
 * minute and cannot be interrupted, so it is left behind on one of a few daemon threads.
 * Any thread.
 */
public final class HostNameResolver implements AutoCloseable {

	private static final int MAX_PENDING = 4;

	private final ThreadPoolExecutor lookUps = new ThreadPoolExecutor(0, MAX_PENDING, 5, TimeUnit.SECONDS,
			new SynchronousQueue<>(), HostNameResolver::thread);

	/**
	 * Returns the addresses of a host name or address literal, at least one.
	 * @throws IOException when the name is not known, or the look-up takes too long
	 */
	public InetAddress[] resolve(String host, Duration timeLimit) throws IOException, InterruptedException {
		Future<InetAddress[]> lookUp = submit(host);
		try {
			return lookUp.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new IOException("looking up its name takes too long", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof UnknownHostException) ? new IOException("its name is not known", ex)
					: new IOException("its name cannot be looked up: " + ex.getCause(), ex);
		}
	}

	@Override
	public void close() {
		this.lookUps.shutdownNow();
	}

	private Future<InetAddress[]> submit(String host) throws IOException {
		try {
			return this.lookUps.submit(() -> InetAddress.getAllByName(host));
		}
		catch (RejectedExecutionException ex) {
			throw new IOException("looking up names takes too long", ex);
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "camera-resolver");
		thread.setDaemon(true);
		return thread;
	}

}
