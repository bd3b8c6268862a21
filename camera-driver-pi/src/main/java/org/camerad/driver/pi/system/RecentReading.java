package org.camerad.driver.pi.system;

import java.time.Duration;

import org.camerad.driver.CameraException;
import org.jspecify.annotations.Nullable;

/**
 * A value that a program reads, kept for six seconds because each reading starts a
 * process. Not thread-safe.
 */
final class RecentReading<T> {

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(6).toNanos();

	private @Nullable T value;

	private long readAt;

	/** A reader of the value. */
	@FunctionalInterface
	interface Reader<T> {

		T read() throws CameraException;

	}

	T get(Reader<T> reader) throws CameraException {
		T recent = this.value;
		if (recent == null || System.nanoTime() - this.readAt > MAX_AGE_NANOS) {
			recent = reader.read();
			this.value = recent;
			this.readAt = System.nanoTime();
		}
		return recent;
	}

	/** Forgets the value, because it is about to change. */
	void forget() {
		this.value = null;
	}

}
