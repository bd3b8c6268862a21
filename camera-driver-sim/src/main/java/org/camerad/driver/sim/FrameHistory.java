package org.camerad.driver.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.camerad.driver.sim.scene.View;
import org.camerad.driver.simulation.Simulation;

/**
 * The views of the last frames of a stream. A frame has one view for all that ask for it.
 * Thread-safe.
 */
final class FrameHistory {

	private final Deque<Seen> frames = new ArrayDeque<>();

	/**
	 * A frame and what it shows.
	 *
	 * @param view the view, with the number of the frame
	 * @param timeNanos the start of the frame by {@link System#nanoTime()}
	 * @param moment the moment of the scene in milliseconds of its timeline
	 */
	record Seen(View view, long timeNanos, long moment) {
	}

	/** Returns a frame, which is made if it is new. */
	synchronized Seen take(long number, Supplier<Seen> fresh) {
		return find(number).orElseGet(() -> add(fresh.get()));
	}

	private Seen add(Seen seen) {
		if (this.frames.size() == Simulation.MAX_FRAMES) {
			this.frames.removeFirst();
		}
		this.frames.addLast(seen);
		return seen;
	}

	/** Forgets a frame that shows something else after all. */
	synchronized void remove(Seen seen) {
		this.frames.remove(seen);
	}

	/** Returns a frame, empty if it was not drawn or is too old. */
	synchronized Optional<Seen> find(long number) {
		return this.frames.stream().filter((seen) -> seen.view().number() == number).findFirst();
	}

	/** Returns the newest frames, the newest one last. */
	synchronized List<Seen> last(int count) {
		List<Seen> sorted = new ArrayList<>(this.frames);
		sorted.sort((first, second) -> Long.compare(first.view().number(), second.view().number()));
		return List.copyOf(sorted.subList(Math.max(0, sorted.size() - count), sorted.size()));
	}

	/** Forgets all frames, because their numbers start again. */
	synchronized void clear() {
		this.frames.clear();
	}

}
