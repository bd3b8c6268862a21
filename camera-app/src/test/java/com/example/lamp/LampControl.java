package com.example.lamp;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.jspecify.annotations.Nullable;

/** The lamp's hardware, which refuses its greatest level. */
public final class LampControl implements Control<Lamp> {

	private static volatile @Nullable Lamp shining;

	@Override
	public void apply(Lamp settings) throws CameraException {
		if (settings.enabled() && settings.level() == 10) {
			throw CameraException.refused("the lamp is too hot");
		}
		shining = settings;
	}

	/** Returns what was applied last. */
	public static @Nullable Lamp shining() {
		return shining;
	}

}
