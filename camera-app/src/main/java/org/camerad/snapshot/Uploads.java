package org.camerad.snapshot;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraPart;
import org.camerad.driver.ClockControl;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.operation.UploadProperties;
import org.camerad.session.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.ssl.SslBundles;

/**
 * The uploads of one camera's snapshots. Each destination has places of its own, so that
 * one that hangs blocks no other, and a user can take only some of them. Any thread.
 */
public final class Uploads implements CameraPart, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Uploads.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "uploads");

	/** The places of each destination. */
	static final int MAX_AT_ONCE = 6;

	/** The places that one user can take at each destination. */
	static final int MAX_PER_USER = 3;

	private final List<UploadWorker> workers;

	private final CameraMeters meters;

	private final Ticker ticker;

	/**
	 * Creates the uploads of a camera.
	 * @param clock the clock for a camera that has none
	 */
	public Uploads(CameraCalls calls, UploadProperties properties, SslBundles bundles, Clock clock, CameraMeters meters,
			Ticker ticker) {
		this(destinations(calls, properties, bundles, clock), meters, ticker);
	}

	private static List<Destination> destinations(CameraCalls calls, UploadProperties properties, SslBundles bundles,
			Clock clock) {
		PictureNames names = new PictureNames(
				() -> calls.camera().clock().map(ClockControl::now).orElseGet(clock::instant));
		return List.of(new SdCard(calls, names, properties), new Ftp(properties, bundles, names),
				new Email(properties, bundles, names, () -> calls.camera().info()), new Nfs(properties, names));
	}

	/** Creates uploads to destinations in the order of the contract's numbers. */
	Uploads(List<Destination> byNumber, CameraMeters meters, Ticker ticker) {
		this.workers = byNumber.stream()
			.map((destination) -> new UploadWorker(destination, MAX_AT_ONCE, MAX_PER_USER))
			.toList();
		this.meters = meters;
		this.ticker = ticker;
	}

	/**
	 * Uploads a picture, wholly or not at all.
	 * @param number the contract's number of the destination
	 * @param user the name of the user who asked
	 * @throws UploadFailure with the contract's fault text
	 * @throws CameraFailure UNAVAILABLE when too many uploads of the user or to the
	 * destination are under way, or the camera does not respond
	 */
	void send(int number, String user, byte[] jpeg) throws UploadFailure {
		UploadWorker worker = this.workers.get(number);
		long start = this.ticker.nanoTime();
		String outcome = "failed";
		try {
			outcome = worker.send(user, jpeg) ? "done" : "busy";
		}
		catch (UploadFailure ex) {
			outcome = ex.outcome().name().toLowerCase(Locale.ROOT);
			repeated.log(Level.WARN, "upload to {}: {}", worker.destination().name(), ex.getMessage());
			throw ex.withFault(worker.destination().fault());
		}
		finally {
			this.meters.timer("camera.uploads", "destination", worker.destination().name(), "outcome", outcome)
				.record(this.ticker.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
		if (outcome.equals("busy")) {
			repeated.log(Level.WARN, "upload to {}: refused, because {} uploads, or {} of this user, are under way",
					worker.destination().name(), MAX_AT_ONCE, MAX_PER_USER);
			throw CameraFailure.unavailable();
		}
	}

	@Override
	public void close() {
		this.workers.forEach(UploadWorker::close);
	}

}
