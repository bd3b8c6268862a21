package org.camerad.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.cgi.CgiFault;
import org.camerad.session.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Sends snapshots to where they were asked to go, a few at a time. Any thread. */
@Component
class Uploads implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Uploads.class);

	private static final int AT_ONCE = 3;

	private final Semaphore places = new Semaphore(AT_ONCE);

	private final List<UploadLane> lanes;

	private final MeterRegistry meters;

	private final Ticker ticker;

	@Autowired
	Uploads(SdCard sdCard, Ftp ftp, Email email, Nfs nfs, MeterRegistry meters, Ticker ticker) {
		this(List.of(sdCard, ftp, email, nfs), meters, ticker);
	}

	/** With destinations in the order of the contract's numbers. */
	Uploads(List<Destination> byNumber, MeterRegistry meters, Ticker ticker) {
		this.lanes = byNumber.stream().map((destination) -> new UploadLane(destination, AT_ONCE)).toList();
		this.meters = meters;
		this.ticker = ticker;
	}

	/**
	 * Sends a picture; all of it is there when this returns, or nothing is.
	 * @param number the contract's number of the destination
	 * @throws CgiFault in the document's words; 503 when too many are being sent
	 */
	void send(int number, byte[] jpeg) {
		UploadLane lane = this.lanes.get(number);
		long start = this.ticker.nanoTime();
		String outcome = "failed";
		try {
			outcome = send(lane, jpeg);
		}
		catch (UploadFailure ex) {
			outcome = ex.outcome().name().toLowerCase(Locale.ROOT);
			logger.warn("upload to {}: {}", lane.destination().name(), ex.getMessage());
			throw CgiFault.of((ex.fault() != null) ? ex.fault() : lane.destination().fault());
		}
		finally {
			this.meters.timer("camera.uploads", "destination", lane.destination().name(), "outcome", outcome)
				.record(this.ticker.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
		if (outcome.equals("busy")) {
			logger.warn("upload to {}: {} are already being sent", lane.destination().name(), AT_ONCE);
			throw CgiFault.deviceError();
		}
	}

	private String send(UploadLane lane, byte[] jpeg) throws UploadFailure {
		if (!this.places.tryAcquire()) {
			return "busy";
		}
		try {
			lane.send(jpeg);
			return "done";
		}
		finally {
			this.places.release();
		}
	}

	@Override
	public void close() {
		this.lanes.forEach(UploadLane::close);
	}

}
