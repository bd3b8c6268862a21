package org.camerad.driver.sim.scene.world;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The towns that were painted last. A town takes 4 MB, is built in some 20 ms, and is
 * needed only when the view or the light changes; so a process with many cameras keeps
 * few, and none while nobody looks and the heap is small. Thread-safe.
 */
public final class Towns {

	private static final int MIN_KEPT = 2;

	/** The heap for which one more town is kept. */
	private static final long HEAP_PER_TOWN = 64L << 20;

	private static final int MAX_KEPT = (int) Math.min(64,
			Math.max(MIN_KEPT, Runtime.getRuntime().maxMemory() / HEAP_PER_TOWN));

	/** By seed, the one painted last at the end. */
	private static final Map<Long, SoftReference<World>> KEPT = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, SoftReference<World>> eldest) {
			return size() > MAX_KEPT;
		}
	};

	private Towns() {
	}

	/** Returns the town of a seed. Cameras with the same seed share it. */
	public static World of(long seed) {
		World kept = kept(seed);
		return (kept != null) ? kept : keep(seed, new World(seed));
	}

	private static synchronized @Nullable World kept(long seed) {
		SoftReference<World> kept = KEPT.get(seed);
		return (kept != null) ? kept.get() : null;
	}

	private static synchronized World keep(long seed, World built) {
		KEPT.put(seed, new SoftReference<>(built));
		return built;
	}

}
