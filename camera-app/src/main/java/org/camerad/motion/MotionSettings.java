package org.camerad.motion;

import java.util.BitSet;
import java.util.Optional;

import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.Camera;
import org.camerad.driver.Motion;
import org.camerad.driver.Setting;
import org.camerad.motion.AreaFormat.Count;
import org.camerad.settings.SettingsGroup;

/** The settings of the motion detection (contract 3.16). */
public final class MotionSettings {

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable").initially(false);

	private static final Parameter<Integer> SENSITIVITY = percent("sensitivity", 80).needs(Setting.MOTION_SENSITIVITY);

	private static final Parameter<Integer> THRESHOLD = percent("alarmthreshold", 20).needs(Setting.MOTION_THRESHOLD);

	private static final Parameter<Boolean> ENABLE_NIGHT = Parameter.flag("enable_nighttime")
		.initially(true)
		.needs(Setting.MOTION_NIGHT);

	private static final Parameter<Integer> NIGHT_SENSITIVITY = percent("night_sensitivity", 80)
		.needs(Setting.MOTION_NIGHT);

	private static final Parameter<Integer> NIGHT_THRESHOLD = percent("night_alarmthreshold", 22)
		.needs(Setting.MOTION_NIGHT_THRESHOLD);

	private static final Parameter<Count> BLOCK_COUNT = Parameter
		.<Count>of("blockcount", (text, context) -> AreaFormat.count(text))
		.initially(new Count(22, 18))
		.needs(Setting.MOTION_BLOCKS);

	/** A new grid selects every block, unless the request says which. */
	private static final Parameter<Area> AREA = Parameter.<Area>of("areavalue", MotionSettings::area)
		.shownAs(Area::text)
		.initially(Area.all(new Count(22, 18)))
		.fitting((kept, context) -> context.passes(BLOCK_COUNT) || !kept.count().equals(context.get(BLOCK_COUNT))
				? Area.all(context.get(BLOCK_COUNT)) : kept)
		.needs(Setting.MOTION_BLOCKS);

	/** The group. */
	public static final SettingsGroup<Motion> MOTION = SettingsGroup.of("motion", Table.of(ENABLE, SENSITIVITY,
			THRESHOLD, ENABLE_NIGHT, NIGHT_SENSITIVITY, NIGHT_THRESHOLD, BLOCK_COUNT, AREA), MotionSettings::motion,
			Camera::motion);

	private MotionSettings() {
	}

	private static Motion motion(Values values) {
		Area area = values.get(AREA);
		return new Motion(values.get(ENABLE), values.get(SENSITIVITY), values.get(THRESHOLD), values.get(ENABLE_NIGHT),
				values.get(NIGHT_SENSITIVITY), values.get(NIGHT_THRESHOLD),
				new BlockGrid(area.count().columns(), area.count().rows(), area.blocks()));
	}

	private static Parameter<Integer> percent(String name, int initial) {
		return Parameter.range(name, 1, 100).initially(initial);
	}

	private static Optional<Area> area(String text, ValidationContext context) {
		Count count = context.get(BLOCK_COUNT);
		return AreaFormat.area(text, count).map((blocks) -> new Area(count, blocks));
	}

	/** Selected blocks, with the grid that they are blocks of. */
	private record Area(Count count, BitSet blocks) {

		static Area all(Count count) {
			return new Area(count, AreaFormat.all(count));
		}

		String text() {
			return AreaFormat.text(this.blocks, this.count);
		}

	}

}
