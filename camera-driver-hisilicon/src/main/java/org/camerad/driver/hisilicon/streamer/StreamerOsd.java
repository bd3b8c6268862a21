package org.camerad.driver.hisilicon.streamer;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.Control;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;

/**
 * The OSD of the streamer: one white line with title and time in all streams. Colours, a
 * second position and different text per stream are not supported.
 */
final class StreamerOsd implements Control<Osd> {

	private static final String ENABLED = "osd.enabled";

	private static final String TEMPLATE = "osd.template";

	private static final String ANCHOR = "osd.anchor";

	private static final String PROPORTIONAL = "proportional";

	private static final List<List<String>> ANCHORS = List.of(List.of("top-left", "top", "top-right"),
			List.of("left", "center", "right"), List.of("bottom-left", "bottom", "bottom-right"));

	private static final Map<Osd.FontSize, String> SCALES = Map.of(Osd.FontSize.SMALL, "0.75", Osd.FontSize.MEDIUM,
			"1.0", Osd.FontSize.LARGE, "1.5");

	private final Streamer streamer;

	private final ConfigSchema schema;

	private final Runnable onChange;

	private StreamerOsd(Streamer streamer, Runnable onChange) {
		this.streamer = streamer;
		this.schema = streamer.schema();
		this.onChange = onChange;
	}

	/**
	 * Creates the control if the streamer has an OSD.
	 * @param onChange runs after each change of the picture
	 */
	static Optional<Control<Osd>> of(Streamer streamer, Runnable onChange) {
		boolean offered = streamer.schema().has(ENABLED) && streamer.schema().has(TEMPLATE);
		return offered ? Optional.of(new StreamerOsd(streamer, onChange)) : Optional.empty();
	}

	@Override
	public Set<Setting> lacks() {
		Set<Setting> lacks = EnumSet.of(Setting.OSD_COLOR, Setting.OSD_TIME_POSITION,
				Setting.OSD_RESOLUTION_AND_BITRATE);
		if (!this.schema.has("osd.size")) {
			lacks.add(Setting.OSD_FONT_SIZE);
		}
		if (!this.schema.has("osd.posX") || !this.schema.has("osd.posY")) {
			lacks.add(Setting.OSD_TITLE_POSITION);
		}
		return lacks;
	}

	@Override
	public void apply(Osd settings) throws CameraException {
		Map<String, String> wanted = new TreeMap<>();
		wanted.put(ENABLED, String.valueOf(settings.enabled()));
		wanted.put(TEMPLATE, OsdTemplate.of(settings));
		putPosition(wanted, settings.titlePosition());
		wanted.put("osd.size", SCALES.getOrDefault(settings.fontSize(), "1.0"));
		wanted.keySet().removeIf((key) -> !this.schema.has(key));
		this.streamer.change(wanted, EffectCheck.UNOBSERVABLE);
		this.onChange.run();
	}

	private void putPosition(Map<String, String> wanted, Osd.Position position) {
		if (position instanceof Osd.Anchor anchor) {
			String name = ANCHORS.get(anchor.y()).get(anchor.x());
			if (this.schema.options(ANCHOR).contains(name)) {
				wanted.putAll(Map.of(ANCHOR, name, "osd.offsetX", "0", "osd.offsetY", "0"));
			}
			else {
				putProportional(wanted, anchor.x() * 50, anchor.y() * 50);
			}
		}
		else if (position instanceof Osd.Percent percent) {
			putProportional(wanted, percent.x(), percent.y());
		}
	}

	private void putProportional(Map<String, String> wanted, int x, int y) {
		wanted.put("osd.posX", String.valueOf(UnitConversions.position(x)));
		wanted.put("osd.posY", String.valueOf(UnitConversions.position(y)));
		wanted.put(ANCHOR, PROPORTIONAL);
	}

}
