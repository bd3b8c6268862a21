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

/** What the motion detector is shown: the scene through the sensor and its faults. */
final class SensorLumaSource implements MotionDetectionWorker.Sight {

	/** Of the grey pictures: fine enough for the contract's usual grid, and cheap. */
	static final int WIDTH = 320;

	static final int HEIGHT = 240;

	private final SceneLumaRenderer scene;

	private final FaultInjector faults;

	private final Supplier<View> present;

	private @Nullable LumaPicture former;

	private @Nullable View seen;

	private boolean changed;

	SensorLumaSource(SceneLumaRenderer scene, FaultInjector faults, Supplier<View> present) {
		this.scene = scene;
		this.faults = faults;
		this.present = present;
	}

	@Override
	public @Nullable LumaPicture look() throws IOException {
		if (!isAwake()) {
			return null;
		}
		View view = this.present.get();
		LumaPicture last = this.former;
		LumaPicture picture = (last != null && this.faults.isPresent(FaultKind.FROZEN_FRAME))
				? frozen(last, view.time()) : seen(view);
		if (this.faults.isPresent(FaultKind.BLACK_FRAME)) {
			Arrays.fill(picture.luma(), (byte) 0);
		}
		this.former = picture;
		return picture;
	}

	/** The view that was seen stays what it was, too. */
	private LumaPicture frozen(LumaPicture last, Instant now) {
		this.changed = false;
		return new LumaPicture(last.width(), last.height(), last.luma(), last.night(), now);
	}

	private LumaPicture seen(View view) throws IOException {
		LumaPicture picture = this.scene.picture(view);
		View before = this.seen;
		this.changed = before != null
				&& !(view.position().equals(before.position()) && view.image().equals(before.image()));
		this.seen = view;
		return picture;
	}

	private boolean isAwake() {
		try {
			this.faults.checkPower();
			return !this.faults.isPresent(FaultKind.SENSOR_LOST);
		}
		catch (CameraException ex) {
			return false;
		}
	}

	@Override
	public boolean hasChanged() {
		return this.changed;
	}

	@Override
	public void rest() throws IOException {
		this.former = null;
		this.seen = null;
		this.scene.close();
	}

}
