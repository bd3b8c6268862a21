package org.camerad.driver.hisilicon.streamer;

import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.support.publish.MotionEventPublisher;
import org.jspecify.annotations.Nullable;

/**
 * A poller of the streamer's motion metrics. The streamer counts rectangles with motion
 * but not their positions. An event therefore reports all selected blocks as active.
 */
final class MotionPoller {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	/** The streamer ends motion after two seconds without any. */
	private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

	private final Streamer streamer;

	private final Clock clock;

	private final MotionEventPublisher events;

	private @Nullable BlockGrid grid;

	private @Nullable Double lastCount;

	private long lastMotionNanos;

	private boolean moving;

	private volatile Optional<String> problem = Optional.empty();

	MotionPoller(Streamer streamer, Clock clock) {
		this.streamer = streamer;
		this.clock = clock;
		this.events = new MotionEventPublisher(clock::instant);
	}

	MotionEventPublisher events() {
		return this.events;
	}

	/** Sets the blocks in which motion is reported; null turns detection off. */
	synchronized void detectIn(@Nullable BlockGrid blocks) {
		this.grid = blocks;
		this.lastCount = null;
		if (blocks == null) {
			this.problem = Optional.empty();
			this.moving = false;
		}
		this.events.enable(blocks != null);
	}

	/** Reads the metrics once. */
	void poll() {
		synchronized (this) {
			if (this.grid == null) {
				return;
			}
		}
		try {
			StreamerResponse response = this.streamer.http()
				.get("/metrics/motion", REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
			update(StreamerMetrics.parse(response.requireSuccess()));
		}
		catch (CameraException ex) {
			this.problem = Optional.of("motion cannot be detected: " + ex.getMessage());
		}
	}

	private synchronized void update(StreamerMetrics metrics) {
		Optional<Double> count = metrics.value("md_rects_acc_total");
		Optional<Double> status = metrics.value("md_status");
		if (count.isEmpty() && status.isEmpty()) {
			this.problem = Optional.of("motion cannot be detected: the streamer's metrics have no md_rects_acc_total");
			return;
		}
		this.problem = Optional.empty();
		boolean grown = this.lastCount != null && count.orElse(0.0) > this.lastCount;
		this.lastCount = count.orElse(0.0);
		long now = System.nanoTime();
		if (grown || status.orElse(0.0) > 0) {
			this.lastMotionNanos = now;
			startMotion();
		}
		else if (this.moving && now - this.lastMotionNanos >= QUIET_NANOS) {
			this.moving = false;
			this.events.endMotion();
		}
	}

	private void startMotion() {
		BlockGrid blocks = this.grid;
		if (!this.moving && blocks != null) {
			this.moving = true;
			this.events.publish(new MotionEvent(this.clock.instant(), true, selected(blocks)));
		}
	}

	private static BitSet selected(BlockGrid blocks) {
		BitSet selected = blocks.selected();
		return selected.isEmpty() ? BlockGrid.all(blocks.columns(), blocks.rows()).selected() : selected;
	}

	Optional<String> problem() {
		return this.problem;
	}

	void close(CameraException reason) {
		this.events.close(reason);
		detectIn(null);
	}

}
