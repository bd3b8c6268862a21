package org.camerad.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A limiter of entries. Equal events of one client have an allowance, and events of one
 * kind and user from all clients together have another one. Events beyond it are counted
 * and become one entry. So no client can wear out the flash or displace the entries of
 * others. Any thread.
 */
final class AuditThrottle {

	static final int BURST = 60;

	static final Duration INTERVAL = Duration.ofMinutes(15);

	static final int TOTAL_BURST = 300;

	static final Duration TOTAL_INTERVAL = Duration.ofMinutes(1);

	private static final int MAX_SUBJECTS = 1024;

	/** More than there are kinds and users of a camera. */
	private static final int MAX_TOTALS = 4096;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final Map<Subject, Allowance> each = new LinkedHashMap<>(16, 0.75f, true);

	private final Map<Subject, Allowance> totals = new LinkedHashMap<>(16, 0.75f, true);

	AuditThrottle(Clock clock, LongSupplier nanoTime) {
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Events that count as equal.
	 *
	 * @param event one of them, without the names of parameters
	 */
	private record Subject(int camera, AuditEvent event) {
	}

	/** Returns the entry of an event, empty if it has to wait. */
	synchronized Optional<AuditEntry> admit(int camera, AuditEvent event) {
		long now = this.nanoTime.getAsLong();
		Subject subject = new Subject(camera, event.withNames(List.of()));
		Allowance own = this.each.get(subject);
		if (own == null) {
			makeRoom();
			own = new Allowance(BURST, INTERVAL, now);
			this.each.put(subject, own);
		}
		if (own.isWaiting() || !own.take(now)) {
			own.defer(event, 1);
			return Optional.empty();
		}
		return admit(camera, event, 1, now);
	}

	private Optional<AuditEntry> admit(int camera, AuditEvent event, long count, long now) {
		Allowance total = total(camera, event, now);
		if (total.isWaiting() || !total.take(now)) {
			total.defer(event.withoutClient(), count);
			return Optional.empty();
		}
		return Optional.of(new AuditEntry(this.clock.instant(), camera, event, count));
	}

	private Allowance total(int camera, AuditEvent event, long now) {
		if (this.totals.size() >= MAX_TOTALS) {
			this.totals.values().removeIf((allowance) -> !allowance.isWaiting());
		}
		return this.totals.computeIfAbsent(new Subject(camera, event.withoutClient().withOutcome("")),
				(subject) -> new Allowance(TOTAL_BURST, TOTAL_INTERVAL, now));
	}

	/** Moves the events of the least recently used subject to the total. */
	private void makeRoom() {
		if (this.each.size() < MAX_SUBJECTS) {
			return;
		}
		Iterator<Map.Entry<Subject, Allowance>> all = this.each.entrySet().iterator();
		Map.Entry<Subject, Allowance> eldest = all.next();
		all.remove();
		if (eldest.getValue().isWaiting()) {
			long count = eldest.getValue().waiting();
			AuditEvent event = eldest.getValue().collapse().withoutClient();
			total(eldest.getKey().camera(), event, this.nanoTime.getAsLong()).defer(event, count);
		}
	}

	/**
	 * Returns the entries of events that have waited long enough.
	 * @param all whether to return those of all events
	 */
	synchronized List<AuditEntry> due(boolean all) {
		List<AuditEntry> due = new ArrayList<>();
		long now = this.nanoTime.getAsLong();
		this.each.forEach((subject, allowance) -> {
			if (allowance.isWaiting() && (all || allowance.take(now))) {
				long count = allowance.waiting();
				admit(subject.camera(), allowance.collapse(), count, now).ifPresent(due::add);
			}
		});
		this.totals.forEach((subject, allowance) -> {
			if (allowance.isWaiting() && (all || allowance.take(now))) {
				long count = allowance.waiting();
				due.add(new AuditEntry(this.clock.instant(), subject.camera(), allowance.collapse(), count));
			}
		});
		return due;
	}

	/** Forgets all events. */
	synchronized void clear() {
		this.each.clear();
		this.totals.clear();
	}

}
