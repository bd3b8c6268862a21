package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Image;
import org.camerad.driver.IntRange;
import org.camerad.driver.Setting;

/**
 * The image settings of the streamer, {@code image.*}. They work in the colour space; 50
 * is neutral. The streamer has no key for sharpness; the native bridge may provide it.
 */
final class StreamerImage implements Control<Image> {

	/** Adjusts contrast and brightness automatically, so the set values would drift. */
	private static final String AUTOMATIC = "image.tuning";

	private static final Map<Setting, String> KEYS = Map.of(Setting.BRIGHTNESS, "image.luminance", Setting.CONTRAST,
			"image.contrast", Setting.SATURATION, "image.saturation");

	private static final IntRange SCALE = new IntRange(0, 100);

	private final Streamer streamer;

	private final Runnable onChange;

	private final Set<Setting> lacks = EnumSet.noneOf(Setting.class);

	private StreamerImage(Streamer streamer, Runnable onChange) {
		this.streamer = streamer;
		this.onChange = onChange;
		KEYS.forEach((setting, key) -> {
			if (!streamer.schema().has(key)) {
				this.lacks.add(setting);
			}
		});
		this.lacks.add(Setting.SHARPNESS);
	}

	/**
	 * Creates the control if the streamer offers at least one key.
	 * @param onChange runs after each change of the picture
	 */
	static Optional<Control<Image>> of(Streamer streamer, Runnable onChange) {
		StreamerImage image = new StreamerImage(streamer, onChange);
		return (image.lacks.size() > KEYS.size()) ? Optional.empty() : Optional.of(image);
	}

	@Override
	public Set<Setting> lacks() {
		return Set.copyOf(this.lacks);
	}

	@Override
	public void apply(Image settings) throws CameraException {
		Map<String, String> wanted = new TreeMap<>();
		put(wanted, Setting.BRIGHTNESS, settings.brightness());
		put(wanted, Setting.CONTRAST, settings.contrast());
		put(wanted, Setting.SATURATION, settings.saturation());
		if (this.streamer.schema().has(AUTOMATIC)) {
			wanted.put(AUTOMATIC, "false");
		}
		this.streamer.change(wanted, EffectCheck.UNOBSERVABLE);
		this.onChange.run();
	}

	private void put(Map<String, String> wanted, Setting setting, int level) {
		String path = KEYS.getOrDefault(setting, "");
		this.streamer.schema().key(path).ifPresent((key) -> {
			IntRange scale = key.range().orElse(SCALE);
			int neutral = key.wholeDefault().filter(scale::contains).orElse((scale.min() + scale.max()) / 2);
			wanted.put(path, String.valueOf(UnitConversions.level(level, scale, neutral)));
		});
	}

}
