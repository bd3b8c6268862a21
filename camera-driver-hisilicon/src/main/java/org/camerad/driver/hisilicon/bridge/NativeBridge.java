package org.camerad.driver.hisilicon.bridge;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.hisilicon.bridge.BridgeConnection.Response;

/**
 * A client of the native bridge that reconnects. The offered attributes are fixed at
 * {@link #open}; a bridge that returns with fewer counts as unavailable.
 * <p>
 * If the bridge ends, hangs or sends invalid data, the current call fails with
 * UNAVAILABLE within the timeout. The next call reconnects, or a daemon thread within two
 * seconds. The owner is notified and applies its settings again.
 * <p>
 * Threads: any; calls run one at a time.
 */
public final class NativeBridge implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(NativeBridge.class.getName());

	private static final Duration PING_INTERVAL = Duration.ofSeconds(2);

	private static final int HELLO = 1;

	private static final int PING = 2;

	private static final int GET = 3;

	private static final int SET = 4;

	private final Path socket;

	private final Duration timeout;

	private final Consumer<String> onReconnect;

	private final ScheduledExecutorService pinger = Executors.newSingleThreadScheduledExecutor(NativeBridge::daemon);

	private final ReentrantLock lock = new ReentrantLock();

	private final BridgeHandshake handshake;

	private @Nullable BridgeConnection connection;

	private volatile boolean closed;

	/** The reason why there is no connection; empty while there is one. */
	private volatile String problem = "";

	private NativeBridge(Path socket, Duration timeout, Consumer<String> onReconnect)
			throws IOException, CameraException {
		this.socket = socket;
		this.timeout = timeout;
		this.onReconnect = onReconnect;
		BridgeConnection first = BridgeConnection.open(socket, timeout);
		try {
			this.handshake = sayHello(first);
		}
		catch (IOException | CameraException | RuntimeException ex) {
			first.close();
			throw ex;
		}
		this.connection = first;
	}

	/**
	 * Connects to the bridge and reads its offers.
	 * @param socket the Unix socket of the bridge
	 * @param timeout the time limit of a call
	 * @param onReconnect receives one line when the bridge is available again; called by
	 * any thread, must return at once
	 * @throws CameraException UNAVAILABLE if there is no bridge
	 */
	public static NativeBridge open(Path socket, Duration timeout, Consumer<String> onReconnect)
			throws CameraException {
		try {
			NativeBridge bridge = new NativeBridge(socket, timeout, onReconnect);
			LOGGER.log(Level.INFO, "Native bridge: {0}", bridge.handshake.summary());
			bridge.pinger.scheduleWithFixedDelay(bridge::ping, PING_INTERVAL.toMillis(), PING_INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
			return bridge;
		}
		catch (IOException ex) {
			throw CameraException.unavailable("no native bridge at " + socket + ": " + Reason.of(ex), ex);
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "native-bridge");
		thread.setDaemon(true);
		return thread;
	}

	private static BridgeHandshake sayHello(BridgeConnection connection) throws IOException, CameraException {
		byte[] body = ByteBuffer.allocate(2).putShort((short) BridgeHandshake.PROTOCOL).array();
		Response response = connection.exchange(HELLO, body);
		check(response);
		try {
			return BridgeHandshake.parse(response.body());
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("the bridge's handshake cannot be parsed: " + ex.getMessage(), ex);
		}
	}

	/** Returns the handshake of the first connection. */
	public BridgeHandshake handshake() {
		return this.handshake;
	}

	/** Returns whether the bridge sets this attribute on this board. */
	public boolean offers(IspAttribute attribute) {
		return this.handshake.offers().containsKey(attribute.word());
	}

	/**
	 * Returns the value of an attribute.
	 * @throws CameraException REFUSED if the board does not have the attribute;
	 * UNAVAILABLE if bridge or library do not respond
	 */
	public IspValue get(IspAttribute attribute) throws CameraException {
		byte[] body = call(GET, ByteBuffer.allocate(2).putShort((short) attribute.number()).array());
		if (body.length != 8) {
			throw CameraException.unavailable("the native bridge sent a value of " + body.length + " bytes");
		}
		ByteBuffer values = ByteBuffer.wrap(body);
		return new IspValue(values.getInt() != 0, values.getInt());
	}

	/**
	 * Sets an attribute. The bridge has read it back when this method returns.
	 * @param value 0 to 255
	 * @throws CameraException REFUSED if the board does not have the attribute or the
	 * value is out of range; UNAVAILABLE if bridge or library do not respond
	 */
	public void set(IspAttribute attribute, int value) throws CameraException {
		call(SET, ByteBuffer.allocate(4).putShort((short) attribute.number()).putShort((short) value).array());
	}

	private byte[] call(int operation, byte[] body) throws CameraException {
		acquire();
		try {
			Response response = connected().exchange(operation, body);
			check(response);
			return response.body();
		}
		catch (IOException ex) {
			drop(ex);
			throw CameraException.unavailable("the native bridge failed: " + Reason.of(ex), ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void acquire() throws CameraException {
		try {
			if (!this.lock.tryLock(this.timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				throw CameraException.unavailable("the native bridge is busy");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted", ex);
		}
	}

	private BridgeConnection connected() throws IOException, CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the native bridge is closed");
		}
		BridgeConnection known = this.connection;
		if (known != null) {
			return known;
		}
		BridgeConnection fresh = BridgeConnection.open(this.socket, this.timeout);
		try {
			verifyReconnect(sayHello(fresh));
		}
		catch (CameraException ex) {
			fresh.close();
			throw new IOException(ex.getMessage(), ex);
		}
		catch (IOException | RuntimeException ex) {
			fresh.close();
			throw ex;
		}
		this.connection = fresh;
		this.problem = "";
		LOGGER.log(Level.INFO, "The native bridge is available again");
		this.onReconnect.accept("the native bridge is available again");
		return fresh;
	}

	private void verifyReconnect(BridgeHandshake now) throws IOException {
		if (!now.coversOffersOf(this.handshake)) {
			throw new IOException("it returned as a different one, without " + now.missingOffers(this.handshake) + ": "
					+ now.summary());
		}
	}

	private void drop(IOException cause) {
		BridgeConnection broken = this.connection;
		String message = Reason.of(cause);
		if (this.problem.isEmpty()) {
			LOGGER.log(Level.WARNING, "The native bridge is unavailable: {0}", message);
		}
		this.problem = message;
		this.connection = null;
		if (broken != null) {
			close(broken);
		}
	}

	private static void close(BridgeConnection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			LOGGER.log(Level.DEBUG, "Closing the native bridge''s socket failed", ex);
		}
	}

	private void ping() {
		try {
			call(PING, new byte[0]);
		}
		catch (CameraException ex) {
			// The failure was logged when the connection was dropped; status() reports
			// it.
			LOGGER.log(Level.TRACE, "Ping failed", ex);
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.ERROR, "The native bridge cannot be monitored", ex);
		}
	}

	private static void check(Response response) throws CameraException {
		byte[] body = response.body();
		switch (response.status()) {
			case 0 -> {
			}
			case 2 -> throw LibraryError.of(body);
			default ->
				throw CameraException.refused("the native bridge refuses: " + new String(body, StandardCharsets.UTF_8));
		}
	}

	/** Returns the status of the bridge for health reports. */
	public PartStatus status() {
		String reason = this.problem;
		if (!reason.isEmpty()) {
			return new PartStatus("native-bridge", PartStatus.State.FAILED,
					"the native bridge at " + this.socket + " is unavailable: " + reason);
		}
		return new PartStatus("native-bridge", PartStatus.State.WORKING, this.handshake.summary());
	}

	/** Closes the connection. Calling it again has no effect. */
	@Override
	public void close() {
		this.closed = true;
		this.pinger.shutdownNow();
		this.lock.lock();
		try {
			if (this.connection != null) {
				close(this.connection);
				this.connection = null;
			}
			this.problem = "closed";
		}
		finally {
			this.lock.unlock();
		}
	}

}
