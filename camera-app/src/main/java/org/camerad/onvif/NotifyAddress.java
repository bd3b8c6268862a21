package org.camerad.onvif;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.camerad.thread.SerialExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check of the addresses to which events are sent. Only a client itself can be the
 * receiver, because the camera would otherwise send requests into networks that the
 * client cannot reach. A name is looked up once. Any thread.
 */
final class NotifyAddress {

	private static final Logger logger = LoggerFactory.getLogger(NotifyAddress.class);

	private static final int MAX_LENGTH = 1024;

	private static final int MAX_WAITING = 4;

	private static final int LOOK_UP_SECONDS = 2;

	/** Looks names up, because that may take long. */
	private final SerialExecutor executor = new SerialExecutor("onvif-names", MAX_WAITING);

	/**
	 * Returns an address in numbers, empty if events must not be sent there.
	 * @param wanted the address that a client asks for
	 * @param client the client's own IP address
	 */
	Optional<URI> find(String wanted, String client) {
		try {
			URI uri = new URI(wanted);
			boolean plain = wanted.length() <= MAX_LENGTH && "http".equalsIgnoreCase(uri.getScheme())
					&& uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() != 0
					&& uri.getPort() <= 0xFFFF;
			InetAddress own = InetAddress.getByName(client);
			if (plain && (isNumberOf(own, uri.getHost()) || lookUp(uri.getHost()).contains(own))) {
				return Optional.of(inNumbers(uri, own));
			}
		}
		catch (URISyntaxException | UnknownHostException ex) {
			logger.debug("events cannot be sent to an address: {}", ex.toString());
		}
		return Optional.empty();
	}

	private static boolean isNumberOf(InetAddress address, String host) {
		return host.equals(address.getHostAddress()) || host.equals("[" + address.getHostAddress() + "]");
	}

	private static URI inNumbers(URI uri, InetAddress address) throws URISyntaxException {
		String numbers = address.getHostAddress();
		String host = numbers.contains(":") ? "[" + numbers + "]" : numbers;
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		String query = (uri.getRawQuery() == null) ? "" : "?" + uri.getRawQuery();
		return new URI("http://" + host + ((uri.getPort() < 0) ? "" : ":" + uri.getPort()) + path + query);
	}

	private List<InetAddress> lookUp(String host) {
		FutureTask<InetAddress[]> task = new FutureTask<>(() -> InetAddress.getAllByName(host));
		try {
			this.executor.execute(task);
			return Arrays.asList(task.get(LOOK_UP_SECONDS, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RejectedExecutionException | ExecutionException | TimeoutException ex) {
			logger.debug("a name cannot be looked up: {}", ex.toString());
		}
		return List.of();
	}

}
