package org.camerad.ptz;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraPart;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.settings.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The presets of one camera's PTZ head. The store keeps the numbers of the added ones.
 * Any thread.
 */
public final class PtzPresets implements CameraPart {

	private static final Logger logger = LoggerFactory.getLogger(PtzPresets.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "presets that cannot be saved");

	private final CameraCalls calls;

	private final PtzHead head;

	private final Store store;

	private volatile IntConsumer onDeleted = (number) -> {
	};

	public PtzPresets(CameraCalls calls, PtzHead head, Store store) {
		this.calls = calls;
		this.head = head;
		this.store = store;
	}

	/**
	 * Sets the receiver of the numbers of deleted presets. It may be called by any
	 * thread.
	 */
	public void setOnDeleted(IntConsumer receiver) {
		this.onDeleted = receiver;
	}

	/**
	 * Moves the head to a preset.
	 * @return whether the preset exists
	 */
	public boolean call(int number) {
		boolean known = isKnown(number);
		if (known) {
			this.head.callPreset(number);
		}
		return known;
	}

	/** Stores the current view as a preset. */
	public void add(int number) {
		boolean known = isKnown(number);
		this.calls.ptz((ptz) -> ptz.addPreset(number));
		try {
			save((presets) -> presets.add(number));
		}
		catch (CameraFailure ex) {
			if (!known) {
				this.calls.ptz((ptz) -> ptz.deletePreset(number));
			}
			throw ex;
		}
	}

	/** Deletes a preset. */
	public void delete(int number) {
		save((presets) -> presets.remove(number));
		this.onDeleted.accept(number);
		this.calls.ptz((ptz) -> ptz.deletePreset(number));
	}

	/** Returns the numbers of the presets, in ascending order. */
	public SortedSet<Integer> all() {
		return this.store.state().presets();
	}

	/** Returns the numbers of the presets that were added. */
	public SortedSet<Integer> numbers() {
		return this.store.state().presets();
	}

	private boolean isKnown(int number) {
		return all().contains(number);
	}

	private void save(Consumer<SortedSet<Integer>> change) {
		try {
			this.store.update((state) -> {
				SortedSet<Integer> presets = new TreeSet<>(state.presets());
				change.accept(presets);
				return state.withPresets(presets);
			});
		}
		catch (IOException ex) {
			repeated.log(Level.ERROR, "the presets cannot be saved: {}", ex.toString());
			throw CameraFailure.unavailable();
		}
	}

}
