package com.example.camera.toy;

import java.util.Set;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;

/** The look of the test card: brightness, contrast and saturation, but no sharpness. */
final class ToyImage implements Control<Image> {

	private final ToyCamera camera;

	private volatile Image inEffect = Image.NEUTRAL;

	ToyImage(ToyCamera camera) {
		this.camera = camera;
	}

	@Override
	public void apply(Image settings) throws CameraException {
		this.camera.requireOpen();
		if (!settings.equals(this.inEffect)) {
			this.inEffect = settings;
			this.camera.lookChanged();
		}
	}

	@Override
	public Set<Setting> lacks() {
		return Set.of(Setting.SHARPNESS);
	}

	/** Returns the settings in effect. */
	Image inEffect() {
		return this.inEffect;
	}

}
