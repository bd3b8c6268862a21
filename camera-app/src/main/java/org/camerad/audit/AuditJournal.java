package org.camerad.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.operation.AuditProperties;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The audit log of this process. A thread of its own writes the entries and forces them
 * to the disk at an interval, so that neither a disk nor a server delays a request.
 * Thread-safe.
 */
public final class AuditJournal implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AuditJournal.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "audit entries");

	private static final int MAX_ENTRIES = 1024;

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

	private final AuditThrottle throttle;

	private final BlockingQueue<AuditEntry> queue = new ArrayBlockingQueue<>(MAX_ENTRIES);

	/** The lines that could not be written yet. Guarded by this object. */
	private final Deque<AuditFiles.Line> unwritten = new ArrayDeque<>();

	private final AuditFiles files;

	private final @Nullable SyslogSender syslog;

	private final boolean erasedByReset;

	private final Duration syncInterval;

	private final MeterRegistry meters;

	private final List<Runnable> ticks = new CopyOnWriteArrayList<>();

	private final Thread writer = new Thread(this::run, "audit-writer");

	private volatile @Nullable String problem;

	private volatile boolean closed;

	private boolean unforced;

	private long forced = System.nanoTime();

	/**
	 * Creates the log. {@link #start} opens it.
	 * @param syslog sends the entries to a server, null for none
	 * @param erasedByReset whether a factory reset erases the log
	 */
	public AuditJournal(AuditProperties properties, AuditFiles files, @Nullable SyslogSender syslog,
			boolean erasedByReset, MeterRegistry meters, Clock clock, LongSupplier nanoTime) {
		this.files = files;
		this.syslog = syslog;
		this.erasedByReset = erasedByReset;
		this.syncInterval = properties.syncInterval();
		this.throttle = new AuditThrottle(clock, nanoTime);
		this.meters = meters;
		dropped(meters, "file", 0);
	}

	/** Starts to write, once the data folder is locked. */
	public void start() {
		this.writer.setDaemon(true);
		this.writer.start();
		if (this.syslog != null) {
			this.syslog.start();
		}
	}

	/** Adds work that runs about once per second and returns at once. */
	public void addTick(Runnable work) {
		this.ticks.add(work);
	}

	/** Removes work that was added. */
	public void removeTick(Runnable work) {
		this.ticks.remove(work);
	}

	/**
	 * Records an event of a camera. Returns at once.
	 * @param camera its number, 0 for the process
	 */
	public void record(int camera, AuditEvent event) {
		boolean reset = event.kind() == AuditKind.FACTORY_RESET && event.outcome().equals(AuditEvent.SUCCESS);
		if (reset && this.erasedByReset) {
			erase();
			this.throttle.admit(camera, event.by("", "").withoutClient()).ifPresent(this::offer);
			return;
		}
		this.throttle.admit(camera, event).ifPresent(this::offer);
	}

	private void offer(AuditEntry entry) {
		if (!this.queue.offer(entry)) {
			drop(entry);
		}
		LockSupport.unpark(this.writer);
	}

	private void drop(AuditEntry entry) {
		dropped(this.meters, "file", entry.camera()).increment();
		repeated.log(Level.ERROR, "the audit log has no room for {}", entry.line(0));
	}

	/**
	 * Returns the counter of the entries of a camera that did not reach a target.
	 * @param camera its number, 0 for the process
	 */
	static Counter dropped(MeterRegistry meters, String target, int camera) {
		return meters.counter("camera.audit.dropped", "target", target, "camera", String.valueOf(camera));
	}

	private synchronized void erase() {
		this.throttle.clear();
		this.queue.clear();
		this.unwritten.clear();
		try {
			this.files.erase();
			logger.warn("the factory reset erased the audit log");
		}
		catch (IOException ex) {
			logger.error("the audit log cannot be erased: {}; delete the folder \"audit\" in the data folder by hand",
					ex.toString());
		}
	}

	private void run() {
		while (!this.closed) {
			this.ticks.forEach(Runnable::run);
			write(this.throttle.due(false));
			if (this.syslog != null) {
				this.syslog.checkStalled();
			}
			if (this.queue.isEmpty()) {
				LockSupport.parkNanos(this, TICK.toNanos());
			}
		}
	}

	/** Writes all entries that wait, and some more. */
	private synchronized void write(List<AuditEntry> more) {
		List<AuditEntry> entries = new ArrayList<>();
		this.queue.drainTo(entries);
		entries.addAll(more);
		List<AuditFiles.Line> lines = entries.stream().map(this.files::number).toList();
		lines.forEach(this::send);
		this.unwritten.addAll(lines);
		try {
			while (!this.unwritten.isEmpty()) {
				this.files.append(this.unwritten.getFirst());
				this.unwritten.removeFirst();
				this.unforced = true;
			}
			force(false);
			this.problem = null;
		}
		catch (IOException ex) {
			keep(lines, ex);
		}
	}

	private void send(AuditFiles.Line line) {
		if (this.syslog != null) {
			this.syslog.offer(line.camera(), line.text());
		}
	}

	/** Keeps the newest lines for the next attempt, and logs those that came now. */
	private void keep(List<AuditFiles.Line> lines, IOException ex) {
		this.problem = ex.toString();
		repeated.log(Level.ERROR, "the audit log cannot be written: {}; make sure that the data folder is neither full"
				+ " nor read-only", ex.toString());
		lines.forEach((line) -> logger.warn("audit entry that is not in the file yet: {}", line.text()));
		while (this.unwritten.size() > MAX_ENTRIES) {
			dropped(this.meters, "file", this.unwritten.removeFirst().camera()).increment();
		}
	}

	private void force(boolean now) throws IOException {
		if (this.unforced && (now || System.nanoTime() - this.forced >= this.syncInterval.toNanos())) {
			this.files.force();
			this.unforced = false;
			this.forced = System.nanoTime();
		}
	}

	/**
	 * Returns the last entries as lines of JSON, the newest last.
	 * @throws IOException when they cannot be read
	 */
	synchronized List<String> last(int limit) throws IOException {
		write(List.of());
		return this.files.last(limit);
	}

	/** Returns the entries of one series, the newest last. */
	synchronized List<String> series(boolean ofAccess) throws IOException {
		write(List.of());
		return this.files.series(ofAccess);
	}

	/** Returns the reason why entries cannot be written, null if they can. */
	@Nullable String problem() {
		return this.problem;
	}

	/** Writes all entries and ends. */
	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.writer);
		if (!this.writer.isAlive()) {
			return;
		}
		try {
			this.writer.join(CLOSE_TIMEOUT.toMillis());
			writeRest();
			if (this.syslog != null) {
				this.syslog.close();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void writeRest() {
		write(this.throttle.due(true));
		try {
			force(true);
		}
		catch (IOException ex) {
			logger.error("the audit log cannot be forced to the disk: {}", ex.toString());
		}
	}

}
