package org.camerad.image;

import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.Values;
import org.camerad.driver.Camera;
import org.camerad.driver.Image;
import org.camerad.driver.Setting;
import org.camerad.settings.SettingsGroup;

/** The settings of brightness, contrast, saturation and sharpness (contract 3.14). */
public final class ImageSettings {

	private static final Parameter<Integer> BRIGHTNESS = level("brightness", Setting.BRIGHTNESS);

	private static final Parameter<Integer> CONTRAST = level("contrast", Setting.CONTRAST);

	private static final Parameter<Integer> SATURATION = level("saturation", Setting.SATURATION);

	private static final Parameter<Integer> SHARPNESS = level("sharpness", Setting.SHARPNESS);

	/** The settings group of the image. */
	public static final SettingsGroup<Image> IMAGE = SettingsGroup
		.of("image", Table.of(BRIGHTNESS, CONTRAST, SATURATION, SHARPNESS),
				(values) -> new Image(values.get(BRIGHTNESS), values.get(CONTRAST), values.get(SATURATION),
						values.get(SHARPNESS)),
				Camera::image)
		.readBy(ImageSettings::read);

	private ImageSettings() {
	}

	private static Values read(Image image, Values known) {
		return known.with(BRIGHTNESS, image.brightness())
			.with(CONTRAST, image.contrast())
			.with(SATURATION, image.saturation())
			.with(SHARPNESS, image.sharpness());
	}

	private static Parameter<Integer> level(String name, Setting setting) {
		return Parameter.range(name, Image.RANGE.min(), Image.RANGE.max()).initially(128).needs(setting);
	}

}
