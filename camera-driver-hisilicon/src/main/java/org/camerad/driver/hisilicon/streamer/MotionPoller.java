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
 * A watch of the streamer's metrics for motion. The streamer counts the rectangles in
 * which something moved and does not tell where, so the active blocks are all the
 * selected ones.
 */
final class MotionPoller {

	private static final Duration ASKING = Duration.ofSeconds(2);

	/** The streamer calls motion over after two quiet seconds. */
	private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

	private final Streamer streamer;

	private final Clock clock;

	private final MotionEventPublisher events;

	private @Nullable BlockGrid grid;

	private @Nullable Double counted;

	private long movedNanos;

	private boolean moving;

	private volatile Optional<String> trouble = Optional.empty();

	MotionPoller(Streamer streamer, Clock clock) {
		this.streamer = streamer;
		this.clock = clock;
		this.events = new MotionEventPublisher(clock::instant);
	}

	MotionEventPublisher events() {
		return this.events;
	}

	/** From now on motion counts in these blocks; without any, detection is off. */
	synchronized void watch(@Nullable BlockGrid blocks) {
		this.grid = blocks;
		this.counted = null;
		if (blocks == null) {
			this.trouble = Optional.empty();
			this.moving = false;
		}
		this.events.enable(blocks != null);
	}

	/** Looks once. */
	void look() {
		synchronized (this) {
			if (this.grid == null) {
				return;
			}
		}
		try {
			StreamerResponse answer = this.streamer.http().get("/metrics/motion", ASKING, StreamerHttp.DOCUMENT);
			see(StreamerMetrics.parse(answer.orUnavailable()));
		}
		catch (CameraException ex) {
			this.trouble = Optional.of("motion cannot be seen: " + ex.getMessage());
		}
	}

	private synchronized void see(StreamerMetrics metrics) {
		Optional<Double> count = metrics.value("md_rects_acc_total");
		Optional<Double> status = metrics.value("md_status");
		if (count.isEmpty() && status.isEmpty()) {
			this.trouble = Optional.of("motion cannot be seen: the streamer's metrics have no md_rects_acc_total");
			return;
		}
		this.trouble = Optional.empty();
		boolean grown = this.counted != null && count.orElse(0.0) > this.counted;
		this.counted = count.orElse(0.0);
		long now = System.nanoTime();
		if (grown || status.orElse(0.0) > 0) {
			this.movedNanos = now;
			begin();
		}
		else if (this.moving && now - this.movedNanos >= QUIET_NANOS) {
			this.moving = false;
			this.events.endMotion();
		}
	}

	private void begin() {
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

	Optional<String> trouble() {
		return this.trouble;
	}

	void close(CameraException reason) {
		this.events.close(reason);
		watch(null);
	}

}
