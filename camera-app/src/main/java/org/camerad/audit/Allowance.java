package org.camerad.audit;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The entries that equal events may still cause: a number of entries at once, then one
 * per interval. Counts the events that have to wait. Guarded by its owner.
 */
final class Allowance {

	private final int burst;

	private final long intervalNanos;

	private double left;

	private long refilled;

	private long waiting;

	private @Nullable AuditEvent last;

	private final SortedSet<String> names = new TreeSet<>();

	Allowance(int burst, Duration interval, long now) {
		this.burst = burst;
		this.intervalNanos = interval.toNanos();
		this.left = burst;
		this.refilled = now;
	}

	/** Returns whether an entry may be written now, and uses it up. */
	boolean take(long now) {
		this.left = Math.min(this.burst, this.left + (double) (now - this.refilled) / this.intervalNanos);
		this.refilled = now;
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

	/** Adds events that wait for the next entry. */
	void defer(AuditEvent event, long count) {
		this.waiting += count;
		this.last = event;
		this.names.addAll(event.names());
	}

	boolean isWaiting() {
		return this.waiting > 0;
	}

	long waiting() {
		return this.waiting;
	}

	/** Returns the event that stands for all waiting ones, which wait no longer. */
	AuditEvent collapse() {
		AuditEvent event = (this.last != null) ? this.last.withNames(this.names) : null;
		if (event == null) {
			throw new IllegalStateException("no event waits");
		}
		this.waiting = 0;
		this.last = null;
		this.names.clear();
		return event;
	}

}
