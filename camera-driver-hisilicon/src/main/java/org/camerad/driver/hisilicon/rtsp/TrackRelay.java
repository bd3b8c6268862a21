package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.publish.DeliveryPolicy;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.PublisherWorker;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * A relay of one track to all subscribers, over one connection that exists while there
 * are subscribers. Each reload of the pipeline ends the connection; this relay opens it
 * again. The subscriptions end only if the outage lasts.
 *
 * @param <T> the published type
 */
final class TrackRelay<T> implements Producer, AutoCloseable {

	private static final System.Logger logger = System.getLogger(TrackRelay.class.getName());

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	private static final long OUTAGE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(8);

	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

	private final SharedPublisher<T> publisher;

	private final Supplier<RtspAddress> address;

	private final String media;

	private final Depacketizer<T> depacketizer;

	/** Used by the worker's thread only, as is the next field. */
	private boolean running;

	/** The time of the last packet, or of the first attempt. */
	private long lastNanos;

	private long retryNanos = System.nanoTime();

	private volatile @Nullable RtspConnection connection;

	/**
	 * Creates a relay.
	 * @param address returns the current address of the stream
	 * @param media the kind of the track, such as {@code video}
	 */
	TrackRelay(String threadName, Supplier<RtspAddress> address, String media, DeliveryPolicy<T> delivery,
			Depacketizer<T> depacketizer) {
		this.publisher = new SharedPublisher<>(delivery);
		this.address = address;
		this.media = media;
		this.depacketizer = depacketizer;
		PublisherWorker.attach(threadName, this.publisher, this);
	}

	/** A conversion from the packets of a track to values. */
	@FunctionalInterface
	interface Depacketizer<T> {

		/** Returns a receiver of packets that passes on complete values. */
		PacketReceiver begin(Sdp.Track track, Consumer<T> values) throws IOException;

	}

	/** A receiver of the packets of one connection. */
	@FunctionalInterface
	interface PacketReceiver {

		void add(RtpPacket packet) throws IOException;

	}

	SharedPublisher<T> publisher() {
		return this.publisher;
	}

	@Override
	public long delayNanos() {
		return Math.max(0, this.retryNanos - System.nanoTime());
	}

	/**
	 * Relays over one connection until there are no subscribers or the connection fails.
	 */
	@Override
	public void produce() throws CameraException {
		if (!this.running) {
			this.running = true;
			this.lastNanos = System.nanoTime();
		}
		try (RtspConnection session = new RtspConnection(this.address.get(), TIMEOUT)) {
			this.connection = session;
			relay(session);
		}
		catch (IOException ex) {
			onFailure(ex);
		}
		finally {
			this.connection = null;
		}
	}

	private void relay(RtspConnection session) throws IOException {
		Sdp.Track track = session.describe()
			.track(this.media)
			.orElseThrow(() -> new IOException("it has no " + this.media));
		PacketReceiver receiver = this.depacketizer.begin(track, this.publisher::publish);
		session.play(track);
		while (this.publisher.isSubscribed()) {
			receiver.add(session.next());
			this.lastNanos = System.nanoTime();
		}
	}

	private void onFailure(IOException cause) throws CameraException {
		logger.log(System.Logger.Level.DEBUG, "the streamer's " + this.media + " was interrupted", cause);
		long now = System.nanoTime();
		this.retryNanos = now + RETRY_NANOS;
		if (now - this.lastNanos > OUTAGE_TIMEOUT_NANOS) {
			this.lastNanos = now;
			throw CameraException.unavailable(
					"the streamer's " + this.media + " at " + this.address.get() + " has stopped: " + Reason.of(cause),
					cause);
		}
	}

	@Override
	public void rest() {
		this.running = false;
	}

	/** Ends every subscription, and the connection that the worker may be reading. */
	@Override
	public void close() {
		this.publisher.close(CameraException.unavailable("the camera is closed"));
		RtspConnection open = this.connection;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException ex) {
				logger.log(System.Logger.Level.DEBUG, "the connection was already closed", ex);
			}
		}
	}

}
