package org.camerad.driver.hisilicon.streamer;

import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.List;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.support.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * Tells subscribers what the streamer's metrics say of motion. The streamer counts the
 * rectangles in which something moved and tells no places, so the active blocks are all
 * the selected ones.
 */
final class MotionWatch implements Flow.Publisher<MotionEvent> {

	private static final int MOST_SUBSCRIBERS = 256;

	private static final Duration ASKING = Duration.ofSeconds(2);

	/** The streamer calls motion over after two quiet seconds. */
	private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

	private final Streamer streamer;

	private final Clock clock;

	private final List<Outlet<MotionEvent>> subscribers = new CopyOnWriteArrayList<>();

	private @Nullable BlockGrid grid;

	private @Nullable Double counted;

	private long movedNanos;

	private MotionEvent present;

	private @Nullable CameraException closed;

	private volatile Optional<String> trouble = Optional.empty();

	MotionWatch(Streamer streamer, Clock clock) {
		this.streamer = streamer;
		this.clock = clock;
		this.present = new MotionEvent(clock.instant(), false, new BitSet());
	}

	@Override
	public synchronized void subscribe(Flow.Subscriber<? super MotionEvent> subscriber) {
		Outlet<MotionEvent> outlet = new Outlet<>(subscriber, (asked) -> {
		}, this.subscribers::remove);
		outlet.offer(this.present);
		if (this.closed != null) {
			outlet.fail(this.closed);
		}
		else if (this.subscribers.size() >= MOST_SUBSCRIBERS) {
			outlet.fail(CameraException.unavailable("too many subscribers"));
		}
		else {
			this.subscribers.add(outlet);
		}
		outlet.open();
	}

	/** From now on motion counts in these blocks; without any, detection is off. */
	synchronized void watch(@Nullable BlockGrid blocks) {
		this.grid = blocks;
		this.counted = null;
		if (blocks == null) {
			this.trouble = Optional.empty();
			say(false);
		}
	}

	/** Looks once. */
	void look() {
		synchronized (this) {
			if (this.grid == null) {
				return;
			}
		}
		try {
			Answer answer = this.streamer.http().get("/metrics/motion", ASKING, StreamerHttp.DOCUMENT);
			see(Metrics.parse(answer.orUnavailable()));
		}
		catch (CameraException ex) {
			this.trouble = Optional.of("motion cannot be seen: " + ex.getMessage());
		}
	}

	private synchronized void see(Metrics metrics) {
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
			say(true);
		}
		else if (this.present.active() && now - this.movedNanos >= QUIET_NANOS) {
			say(false);
		}
	}

	private void say(boolean active) {
		BlockGrid blocks = this.grid;
		if (this.present.active() == active || (active && blocks == null)) {
			return;
		}
		this.present = new MotionEvent(this.clock.instant(), active,
				(active && blocks != null) ? selected(blocks) : new BitSet());
		this.subscribers.forEach((subscriber) -> subscriber.offer(this.present));
	}

	private static BitSet selected(BlockGrid blocks) {
		BitSet selected = blocks.selected();
		return selected.isEmpty() ? BlockGrid.all(blocks.columns(), blocks.rows()).selected() : selected;
	}

	Optional<String> trouble() {
		return this.trouble;
	}

	synchronized void close(CameraException reason) {
		this.closed = reason;
		this.grid = null;
		this.subscribers.forEach((subscriber) -> subscriber.fail(reason));
	}

}
