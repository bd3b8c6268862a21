package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.motion.LumaPicture;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.scene.SceneLumaRenderer;
import org.camerad.driver.sim.scene.View;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that the motion detector gets: the scene through the sensor and its
 * faults.
 */
final class SensorLumaSource implements MotionDetectionWorker.LumaSource {

	/**
	 * Pixels of the grey pictures: fine enough for the contract's default grid, and
	 * cheap.
	 */
	static final int WIDTH = 320;

	static final int HEIGHT = 240;

	private final SceneLumaRenderer scene;

	private final FaultInjector faults;

	private final Supplier<View> currentView;

	private @Nullable LumaPicture previous;

	private @Nullable View lastView;

	private boolean changed;

	SensorLumaSource(SceneLumaRenderer scene, FaultInjector faults, Supplier<View> currentView) {
		this.scene = scene;
		this.faults = faults;
		this.currentView = currentView;
	}

	@Override
	public @Nullable LumaPicture capture() throws IOException {
		if (!hasPicture()) {
			return null;
		}
		View view = this.currentView.get();
		LumaPicture last = this.previous;
		LumaPicture picture = (last != null && this.faults.isPresent(FaultKind.FROZEN_FRAME))
				? frozen(last, view.time()) : capture(view);
		if (this.faults.isPresent(FaultKind.BLACK_FRAME)) {
			Arrays.fill(picture.luma(), (byte) 0);
		}
		this.previous = picture;
		return picture;
	}

	/**
	 * Returns the previous picture with a new time. The view does not change either.
	 */
	private LumaPicture frozen(LumaPicture last, Instant now) {
		this.changed = false;
		return new LumaPicture(last.width(), last.height(), last.luma(), last.night(), now);
	}

	private LumaPicture capture(View view) throws IOException {
		LumaPicture picture = this.scene.picture(view);
		View before = this.lastView;
		this.changed = before != null
				&& !(view.position().equals(before.position()) && view.image().equals(before.image()));
		this.lastView = view;
		return picture;
	}

	private boolean hasPicture() {
		try {
			this.faults.checkPower();
			return !this.faults.isPresent(FaultKind.SENSOR_LOST);
		}
		catch (CameraException ex) {
			return false;
		}
	}

	@Override
	public boolean viewChanged() {
		return this.changed;
	}

	@Override
	public void release() throws IOException {
		this.previous = null;
		this.lastView = null;
		this.scene.close();
	}

}
