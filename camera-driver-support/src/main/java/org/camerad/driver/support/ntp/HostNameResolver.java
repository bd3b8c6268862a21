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
import java.util.stream.Stream;

import org.camerad.driver.support.network.HostAddress;

/**
 * A resolver of host names with a timeout. The platform's resolver can block for a minute
 * and cannot be interrupted, so it runs on one of a few daemon threads and is abandoned
 * after the timeout. Thread-safe.
 */
public final class HostNameResolver implements AutoCloseable {

	private static final int MAX_PENDING = 4;

	private final ThreadPoolExecutor lookUps = new ThreadPoolExecutor(0, MAX_PENDING, 5, TimeUnit.SECONDS,
			new SynchronousQueue<>(), HostNameResolver::thread);

	/**
	 * Returns the addresses of a host name or an address literal that belong to one host,
	 * at least one.
	 * @param host the host name or address literal
	 * @param timeLimit the timeout
	 * @throws IOException if the name is unknown or has only addresses that no single
	 * host has, the timeout has passed or too many look-ups are pending
	 * @throws InterruptedException if the thread is interrupted
	 */
	public InetAddress[] resolve(String host, Duration timeLimit) throws IOException, InterruptedException {
		Future<InetAddress[]> lookUp = submit(host);
		try {
			return ofHosts(lookUp.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			throw new IOException("timeout while looking up the host name", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof UnknownHostException) ? new IOException("the host name is unknown", ex)
					: new IOException("the host name cannot be looked up: " + ex.getCause(), ex);
		}
	}

	@Override
	public void close() {
		this.lookUps.shutdownNow();
	}

	/** Drops addresses whose packets would reach many hosts or this host by accident. */
	private static InetAddress[] ofHosts(InetAddress[] addresses) throws IOException {
		InetAddress[] ofHosts = Stream.of(addresses).filter(HostAddress::isOfOneHost).toArray(InetAddress[]::new);
		if (ofHosts.length == 0) {
			throw new IOException("the host name has no address of a single host, only " + addresses[0].getHostAddress()
					+ "; set the address of a server");
		}
		return ofHosts;
	}

	private Future<InetAddress[]> submit(String host) throws IOException {
		try {
			return this.lookUps.submit(() -> InetAddress.getAllByName(host));
		}
		catch (RejectedExecutionException ex) {
			throw new IOException("too many look-ups of host names are pending", ex);
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "camera-resolver");
		thread.setDaemon(true);
		return thread;
	}

}
