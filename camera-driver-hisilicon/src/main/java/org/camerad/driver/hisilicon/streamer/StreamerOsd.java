package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Control;
import org.camerad.driver.Current;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;

/**
 * The OSD of the streamer: one white line with title and time in all streams. Colours, a
 * second position and different text per stream are not supported.
 */
final class StreamerOsd implements Control<Osd> {

	private static final String ENABLED = "osd.enabled";

	private static final String TEMPLATE = "osd.template";

	private static final String SIZE = "osd.size";

	/** The settings that the one line has. */
	private static final Set<Setting> LINE = Set.of(Setting.OSD_TITLE, Setting.OSD_TIME_FORMAT, Setting.OSD_WEEK);

	/** The scripts of UbuntuMono, which OpenIPC installs. */
	private static final Set<Character.UnicodeScript> SCRIPTS = EnumSet.of(Character.UnicodeScript.LATIN,
			Character.UnicodeScript.GREEK, Character.UnicodeScript.CYRILLIC, Character.UnicodeScript.COMMON);

	private static final Map<Osd.FontSize, String> SCALES = Map.of(Osd.FontSize.SMALL, "0.75", Osd.FontSize.MEDIUM,
			"1.0", Osd.FontSize.LARGE, "1.5");

	private final Streamer streamer;

	private final ConfigSchema schema;

	private final OsdPosition positions;

	private final Runnable onChange;

	private volatile String warning = "";

	private StreamerOsd(Streamer streamer, Runnable onChange) {
		this.streamer = streamer;
		this.schema = streamer.schema();
		this.positions = new OsdPosition(streamer.schema());
		this.onChange = onChange;
	}

	/**
	 * Creates the control if the streamer has an OSD.
	 * @param onChange runs after each change of the picture
	 */
	static Optional<StreamerOsd> of(Streamer streamer, Runnable onChange) {
		boolean offered = streamer.schema().has(ENABLED) && streamer.schema().has(TEMPLATE);
		return offered ? Optional.of(new StreamerOsd(streamer, onChange)) : Optional.empty();
	}

	@Override
	public Set<Setting> lacks() {
		Set<Setting> lacks = EnumSet.of(Setting.OSD_COLOR, Setting.OSD_TIME_POSITION,
				Setting.OSD_RESOLUTION_AND_BITRATE);
		if (!this.schema.has(SIZE)) {
			lacks.add(Setting.OSD_FONT_SIZE);
		}
		if (!this.schema.has("osd.posX") || !this.schema.has("osd.posY")) {
			lacks.add(Setting.OSD_TITLE_POSITION);
		}
		return lacks;
	}

	@Override
	public void apply(Osd settings) throws CameraException {
		change(Change.all(settings));
	}

	@Override
	public void change(Change<Osd> change) throws CameraException {
		Osd settings = change.settings();
		this.warning = illegible(settings);
		NamedKeys<Osd> wanted = new NamedKeys<>(this.schema, change);
		wanted.put(Setting.OSD_ENABLED, ENABLED, String.valueOf(settings.enabled()));
		wanted.put(Setting.OSD_FONT_SIZE, SIZE, SCALES.getOrDefault(settings.fontSize(), "1.0"));
		if (LINE.stream().anyMatch(change::names)) {
			wanted.putAlong(TEMPLATE, template().with(change).text());
		}
		if (change.names(Setting.OSD_TITLE_POSITION) && !lacks().contains(Setting.OSD_TITLE_POSITION)) {
			position(change).forEach(wanted::putAlong);
		}
		if (wanted.isEmpty()) {
			this.streamer.http();
			return;
		}
		this.streamer.change(wanted.values(), EffectCheck.UNOBSERVABLE);
		this.onChange.run();
	}

	/** Returns the reason why the title is not legible; empty if it is. */
	private static String illegible(Osd settings) {
		OptionalInt missing = settings.title().codePoints().filter((point) -> !isDrawable(point)).findFirst();
		return (!settings.enabled() || missing.isEmpty()) ? "" : "the font of the streamer has no "
				+ Character.toString(missing.getAsInt()) + ", so the title shows boxes: use Latin, Greek or Cyrillic";
	}

	/** Returns a warning about the title; empty without one. */
	String warning() {
		return this.warning;
	}

	private static boolean isDrawable(int point) {
		return Character.isBmpCodePoint(point) && SCRIPTS.contains(Character.UnicodeScript.of(point));
	}

	private OsdTemplate template() throws CameraException {
		return OsdTemplate.parse(new ToldSettings(this.streamer).text(TEMPLATE).orElse(""));
	}

	private Map<String, String> position(Change<Osd> change) {
		String own = change.own().get(Setting.OSD_TITLE_POSITION);
		return (own != null) ? OsdPosition.parse(own) : this.positions.write(change.settings().titlePosition());
	}

	@Override
	public Optional<Current<Osd>> current(Osd known) throws CameraException {
		ToldSettings told = new ToldSettings(this.streamer);
		boolean enabled = told.tellFlag(Setting.OSD_ENABLED, ENABLED, known.enabled());
		Osd.FontSize size = told.tell(Setting.OSD_FONT_SIZE, SIZE, known.fontSize(),
				(font) -> SCALES.getOrDefault(font, "1.0"), StreamerOsd::fontSize);
		Osd line = OsdTemplate.tell(told, TEMPLATE, known);
		Osd.Position position = this.positions.tell(told, known.titlePosition());
		return Optional.of(told.current(new Osd(enabled, known.color(), size, position, known.showResolution(),
				known.showBitrate(), known.timePosition(), line.showWeek(), line.timeFormat(), line.title())));
	}

	private static Optional<Osd.FontSize> fontSize(String text) {
		return Numbers.decimal(text)
			.map((scale) -> (scale < 0.875) ? Osd.FontSize.SMALL
					: (scale < 1.25) ? Osd.FontSize.MEDIUM : Osd.FontSize.LARGE);
	}

}
