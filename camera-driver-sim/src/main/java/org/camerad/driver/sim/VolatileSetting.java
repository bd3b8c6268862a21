package org.camerad.driver.sim;

import java.util.function.Consumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the camera keeps until it reboots.
 *
 * @param <S> type of the settings
 */
class VolatileSetting<S> implements Control<S> {

	private final FaultInjector faults;

	private final CameraPart part;

	private final S initial;

	private final Limits<S> limits;

	private final Consumer<S> onChange;

	private volatile S inEffect;

	/**
	 * @param onChange called with settings that differ from the previous ones, after they
	 * have come into effect
	 */
	VolatileSetting(FaultInjector faults, CameraPart part, S initial, Limits<S> limits, Consumer<S> onChange) {
		this.faults = faults;
		this.part = part;
		this.initial = initial;
		this.limits = limits;
		this.onChange = onChange;
		this.inEffect = initial;
	}

	@Override
	public void apply(S settings) throws CameraException {
		this.faults.checkChange(this.part);
		String problem = this.limits.problem(settings);
		if (problem != null) {
			throw CameraException.refused(this.part.id() + ": " + problem);
		}
		if (!settings.equals(this.inEffect)) {
			this.inEffect = settings;
			this.onChange.accept(settings);
		}
	}

	final S inEffect() {
		return this.inEffect;
	}

	/** Resets the settings, as a loss of power does. */
	void restart() {
		this.inEffect = this.initial;
	}

	/**
	 * The limits of the settings.
	 *
	 * @param <S> type of the settings
	 */
	@FunctionalInterface
	interface Limits<S> {

		/** Returns the problem of the settings, null if they are valid. */
		@Nullable String problem(S settings);

	}

}
