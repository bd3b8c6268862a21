package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;

/**
 * A Pelco-D head of which it is known which presets it has: one that was never set is
 * REFUSED instead of being called in vain, reserved numbers are kept clear of, and all of
 * them can be forgotten. Threads as {@link PelcoDHead}.
 */
public final class PresetTrackingPtz implements Ptz, AutoCloseable {

	private static final Logger logger = System.getLogger(PresetTrackingPtz.class.getName());

	/** Enough for some thirty presets. */
	private static final Duration LONGEST_CLEARING = Duration.ofSeconds(3);

	private final PelcoDHead head;

	private final PresetTable presets;

	/**
	 * Makes a head remember.
	 * @param head the head, closed with this one
	 * @param presets its presets
	 */
	public PresetTrackingPtz(PelcoDHead head, PresetTable presets) {
		this.head = head;
		this.presets = presets;
	}

	@Override
	public void move(PtzMotion motion) throws CameraException {
		this.head.move(motion);
	}

	@Override
	public void stop() throws CameraException {
		this.head.stop();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		this.head.checkNotClosed();
		int inHead = this.presets.choose(number);
		this.head.addPreset(inHead);
		try {
			this.presets.put(number, inHead);
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void callPreset(int number) throws CameraException {
		this.head.checkNotClosed();
		this.head.callPreset(this.presets.find(number)
			.orElseThrow(() -> CameraException.refused("preset " + number + " was never set")));
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		this.head.checkNotClosed();
		OptionalInt inHead = this.presets.find(number);
		if (inHead.isEmpty()) {
			return;
		}
		this.head.deletePreset(inHead.getAsInt());
		try {
			this.presets.remove(number);
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	private static CameraException unavailable(IOException cause) {
		return CameraException.unavailable("the PTZ presets cannot be kept: " + cause.getMessage(), cause);
	}

	/**
	 * Forgets all presets, which from then on are REFUSED. The head is told to forget
	 * them too; what it is not told within three seconds stays in it, out of reach.
	 * @throws CameraException UNAVAILABLE when that cannot be kept
	 */
	public void forgetPresets() throws CameraException {
		List<Integer> numbers;
		try {
			numbers = this.presets.clear();
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
		try {
			clear(numbers);
		}
		catch (CameraException ex) {
			logger.log(Level.WARNING, "the PTZ head still has presets, out of reach: {0}", ex.getMessage());
		}
	}

	private void clear(List<Integer> numbers) throws CameraException {
		long start = System.nanoTime();
		for (int number : numbers) {
			if (System.nanoTime() - start > LONGEST_CLEARING.toNanos()) {
				throw CameraException.unavailable("there was no time to clear all " + numbers.size());
			}
			this.head.deletePreset(number);
		}
	}

	@Override
	public Optional<PtzPosition> position() throws CameraException {
		return this.head.position();
	}

	/** How the head's line is. */
	public PartStatus status() {
		return this.head.status();
	}

	@Override
	public void close() {
		this.head.close();
	}

}
