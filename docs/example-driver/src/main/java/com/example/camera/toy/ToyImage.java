package com.example.camera.toy;

import java.util.Optional;
import java.util.Set;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Control;
import org.camerad.driver.Current;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;

/**
 * The look of the test card: brightness, contrast and saturation, but no sharpness. The
 * card plays the part of hardware that keeps its settings, so the control tells them.
 */
final class ToyImage implements Control<Image> {

	private final ToyCamera camera;

	private volatile Image inEffect = Image.NEUTRAL;

	ToyImage(ToyCamera camera) {
		this.camera = camera;
	}

	@Override
	public void apply(Image settings) throws CameraException {
		change(Change.all(settings));
	}

	/** Writes the named settings; the card keeps the others. */
	@Override
	public void change(Change<Image> change) throws CameraException {
		this.camera.requireOpen();
		Image held = this.inEffect;
		Image wanted = change.settings();
		Image next = new Image(change.names(Setting.BRIGHTNESS) ? wanted.brightness() : held.brightness(),
				change.names(Setting.CONTRAST) ? wanted.contrast() : held.contrast(),
				change.names(Setting.SATURATION) ? wanted.saturation() : held.saturation(), held.sharpness());
		if (!next.equals(held)) {
			this.inEffect = next;
			this.camera.lookChanged();
		}
	}

	@Override
	public Optional<Current<Image>> current(Image known) throws CameraException {
		this.camera.requireOpen();
		return Optional.of(Current.of(this.inEffect));
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
