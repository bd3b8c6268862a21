package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Control;
import org.camerad.driver.Current;
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

	private static final Map<Setting, ToIntFunction<Image>> LEVELS = Map.of(Setting.BRIGHTNESS, Image::brightness,
			Setting.CONTRAST, Image::contrast, Setting.SATURATION, Image::saturation);

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
		change(Change.all(settings));
	}

	@Override
	public void change(Change<Image> change) throws CameraException {
		NamedKeys<Image> wanted = new NamedKeys<>(this.streamer.schema(), change);
		LEVELS.forEach((setting, level) -> wanted.put(setting, KEYS.getOrDefault(setting, ""),
				scale(setting).write(level.applyAsInt(change.settings()))));
		if (wanted.isEmpty()) {
			this.streamer.http();
			return;
		}
		wanted.putAlong(AUTOMATIC, "false");
		this.streamer.change(wanted.values(), EffectCheck.UNOBSERVABLE);
		this.onChange.run();
	}

	@Override
	public Optional<Current<Image>> current(Image known) throws CameraException {
		ToldSettings told = new ToldSettings(this.streamer);
		return Optional.of(told.current(new Image(tell(told, Setting.BRIGHTNESS, known.brightness()),
				tell(told, Setting.CONTRAST, known.contrast()), tell(told, Setting.SATURATION, known.saturation()),
				known.sharpness())));
	}

	private int tell(ToldSettings told, Setting setting, int known) {
		LevelScale scale = scale(setting);
		return told.tell(setting, KEYS.getOrDefault(setting, ""), known, scale::write, scale::read);
	}

	private LevelScale scale(Setting setting) {
		Optional<SchemaKey> key = this.streamer.schema().key(KEYS.getOrDefault(setting, ""));
		IntRange range = key.flatMap(SchemaKey::range).orElse(SCALE);
		int middle = (range.min() + range.max()) / 2;
		return new LevelScale(range, key.flatMap(SchemaKey::wholeDefault).filter(range::contains).orElse(middle));
	}

	/** The scale of one key. */
	private record LevelScale(IntRange range, int neutral) {

		String write(int level) {
			return String.valueOf(UnitConversions.level(level, this.range, this.neutral));
		}

		Optional<Integer> read(String text) {
			return Numbers.whole(text).map((value) -> UnitConversions.levelBack(value, this.range, this.neutral));
		}

	}

}
