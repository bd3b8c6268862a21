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
import org.camerad.driver.support.failure.Reason;

/**
 * A Pelco-D head with a table of its presets. It refuses a preset that was never stored,
 * avoids reserved numbers, and can delete all presets. Threading as {@link PelcoDHead}.
 */
public final class PresetTrackingPtz implements Ptz, AutoCloseable {

	private static final Logger logger = System.getLogger(PresetTrackingPtz.class.getName());

	/** Enough time for about 30 presets. */
	private static final Duration CLEAR_TIMEOUT = Duration.ofSeconds(3);

	private final PelcoDHead head;

	private final PresetTable presets;

	/**
	 * Creates a head that tracks its presets.
	 * @param head the head; it is closed with this one
	 * @param presets the table of its presets
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
			if (inHead != number) {
				logger.log(Level.INFO,
						"preset {0} is stored in the PTZ head as {1}, because its own number is reserved "
								+ "or too high; ptz.highest-preset must be a number that the head really stores",
						number, inHead);
			}
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void callPreset(int number) throws CameraException {
		this.head.checkNotClosed();
		this.head.callPreset(this.presets.find(number)
			.orElseThrow(() -> CameraException.refused("preset " + number + " was never stored")));
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
		return CameraException.unavailable("the PTZ presets cannot be saved: " + Reason.of(cause), cause);
	}

	/**
	 * Deletes all presets; afterwards they are REFUSED. Presets that cannot be deleted in
	 * the head within three seconds stay in it, but cannot be called.
	 * @throws CameraException UNAVAILABLE if the table cannot be saved
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
			logger.log(Level.WARNING, "some presets stay in the PTZ head, but cannot be called: {0}", ex.getMessage());
		}
	}

	private void clear(List<Integer> numbers) throws CameraException {
		long start = System.nanoTime();
		for (int number : numbers) {
			if (System.nanoTime() - start > CLEAR_TIMEOUT.toNanos()) {
				throw CameraException.unavailable("there was not enough time to delete all presets: " + numbers.size());
			}
			this.head.deletePreset(number);
		}
	}

	@Override
	public Optional<PtzPosition> position() throws CameraException {
		return this.head.position();
	}

	/**
	 * Returns the status of the head's line, and the presets that have another number in
	 * the head. Does not block.
	 */
	public PartStatus status() {
		PartStatus status = this.head.status();
		String mapped = this.presets.mappedPresets();
		return mapped.isEmpty() ? status
				: new PartStatus(status.part(), status.state(), status.detail() + "; presets in the head: " + mapped);
	}

	@Override
	public void close() {
		this.head.close();
	}

}
