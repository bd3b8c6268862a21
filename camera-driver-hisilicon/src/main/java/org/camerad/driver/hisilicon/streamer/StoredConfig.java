package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The configuration that the streamer was seen to hold. After a restart of the streamer,
 * a value that went back to the default, or to one that this service had replaced, is
 * lost; any other new value was set by somebody else. Any thread.
 */
final class StoredConfig {

	/** The age up to which a configuration that was read counts as the current one. */
	private static final long MAX_AGE_NANOS = Duration.ofMillis(1500).toNanos();

	private static final int MAX_REPLACED_VALUES = 16;

	/**
	 * The number of checks, one a second, after which a rebuild that a change causes has
	 * surely begun.
	 */
	private static final int REBUILD_CHECKS = 3;

	private final ConfigSchema schema;

	private final Map<String, Set<String>> replaced = new HashMap<>();

	private final Set<String> lost = new HashSet<>();

	private @Nullable StreamerConfig held;

	private long readAt = System.nanoTime() - MAX_AGE_NANOS;

	private boolean restarted;

	/** The number of checks that still follow a rebuild of the pipeline. */
	private int rebuildChecks;

	/** The number of changes; odd while one is in progress. */
	private long changes;

	StoredConfig(ConfigSchema schema) {
		this.schema = schema;
	}

	/** Returns the number to pass to {@link #read} with what is read from now on. */
	synchronized long stamp() {
		return this.changes;
	}

	/** Notes that the streamer has restarted, or may have. */
	synchronized void restarted() {
		this.restarted = true;
		this.rebuildChecks = REBUILD_CHECKS;
		this.readAt = System.nanoTime() - MAX_AGE_NANOS;
	}

	/** Notes a configuration that was read, unless a change has begun since. */
	synchronized void read(StreamerConfig config, long stamp) {
		if (stamp != this.changes || this.changes % 2 != 0) {
			return;
		}
		StreamerConfig before = this.held;
		if (before != null) {
			Set<String> differing = before.differing(config);
			differing.forEach((key) -> judge(key, config.find(key)));
			if (this.schema.rebuilds(differing)) {
				rebuilt();
			}
		}
		this.restarted = false;
		this.held = config;
		this.readAt = System.nanoTime();
	}

	private void judge(String key, Optional<String> value) {
		boolean known = value.isEmpty() || this.replaced.getOrDefault(key, Set.of()).contains(value.get())
				|| this.schema.key(key).filter((described) -> described.isDefault(value.get())).isPresent();
		if (this.restarted && known) {
			this.lost.add(key);
		}
		else {
			this.lost.remove(key);
		}
	}

	/** Returns the configuration if it was read just now. */
	synchronized Optional<StreamerConfig> latest() {
		return Optional.ofNullable(this.held).filter((config) -> System.nanoTime() - this.readAt < MAX_AGE_NANOS);
	}

	/** Begins a change. What is read during it does not count. */
	synchronized void beginChange() {
		this.changes++;
		this.readAt = System.nanoTime() - MAX_AGE_NANOS;
	}

	/**
	 * Ends a change.
	 * @param before the configuration before it
	 * @param written the values that the streamer holds now; empty after a failure
	 */
	synchronized void endChange(StreamerConfig before, Map<String, String> written) {
		this.changes++;
		written.forEach((key, value) -> {
			Set<String> values = this.replaced.computeIfAbsent(key, (path) -> new HashSet<>());
			if (values.size() < MAX_REPLACED_VALUES) {
				before.find(key).ifPresent(values::add);
			}
			values.remove(value);
			this.lost.remove(key);
		});
		this.held = before.with(written);
	}

	/** Notes that the pipeline was rebuilt, or may be soon. */
	synchronized void rebuilt() {
		this.rebuildChecks = REBUILD_CHECKS;
	}

	/**
	 * Returns whether values that are not in the configuration may be lost. The answer is
	 * the same for some checks after a rebuild, because its beginning is not observable.
	 */
	synchronized boolean takeRebuild() {
		boolean recent = this.rebuildChecks > 0;
		this.rebuildChecks = Math.max(0, this.rebuildChecks - 1);
		return recent;
	}

	/** Returns the keys whose values the streamer has lost. */
	synchronized Set<String> lost() {
		return new TreeSet<>(this.lost);
	}

}
