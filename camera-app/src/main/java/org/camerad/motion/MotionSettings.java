package org.camerad.motion;

import java.util.BitSet;
import java.util.Optional;

import org.camerad.cgi.Domain;
import org.camerad.cgi.Parameter;
import org.camerad.cgi.Table;
import org.camerad.cgi.ValidationContext;
import org.camerad.cgi.Values;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.Camera;
import org.camerad.driver.Motion;
import org.camerad.driver.Setting;
import org.camerad.motion.AreaFormat.GridSize;
import org.camerad.settings.SettingsGroup;

/** The settings of the motion detection (contract 3.16). */
public final class MotionSettings {

	private static final Parameter<Boolean> ENABLE = Parameter.flag("enable")
		.initially(false)
		.needs(Setting.MOTION_ENABLED);

	private static final Parameter<Integer> SENSITIVITY = percent("sensitivity", 80).needs(Setting.MOTION_SENSITIVITY);

	private static final Parameter<Integer> THRESHOLD = percent("alarmthreshold", 20).needs(Setting.MOTION_THRESHOLD);

	private static final Parameter<Boolean> ENABLE_NIGHT = Parameter.flag("enable_nighttime")
		.initially(true)
		.needs(Setting.MOTION_NIGHT);

	private static final Parameter<Integer> NIGHT_SENSITIVITY = percent("night_sensitivity", 80)
		.needs(Setting.MOTION_NIGHT);

	private static final Parameter<Integer> NIGHT_THRESHOLD = percent("night_alarmthreshold", 22)
		.needs(Setting.MOTION_NIGHT_THRESHOLD);

	private static final Parameter<GridSize> BLOCK_COUNT = Parameter
		.<GridSize>of("blockcount", (text, context) -> AreaFormat.parseSize(text))
		.within(Domain.pattern("^[0-9]{1,3}x[0-9]{1,3}$"))
		.initially(new GridSize(22, 18))
		.needs(Setting.MOTION_BLOCKS);

	/** A new grid selects every block, unless the request passes an area as well. */
	private static final Parameter<Area> AREA = Parameter.<Area>of("areavalue", MotionSettings::area)
		.shownAs(Area::text)
		.within(Domain.pattern("^([0-9a-fA-F]{2})+$"))
		.initially(Area.all(new GridSize(22, 18)))
		.fitting((kept, context) -> context.passes(BLOCK_COUNT) || !kept.size().equals(context.get(BLOCK_COUNT))
				? Area.all(context.get(BLOCK_COUNT)) : kept)
		.needs(Setting.MOTION_BLOCKS);

	/** The settings group of the motion detection. */
	public static final SettingsGroup<Motion> MOTION = SettingsGroup
		.of("motion", Table.of(ENABLE, SENSITIVITY, THRESHOLD, ENABLE_NIGHT, NIGHT_SENSITIVITY, NIGHT_THRESHOLD,
				BLOCK_COUNT, AREA), MotionSettings::motion, Camera::motion)
		.readBy(MotionSettings::read);

	private MotionSettings() {
	}

	private static Values read(Motion motion, Values known) {
		GridSize size = new GridSize(motion.blocks().columns(), motion.blocks().rows());
		return known.with(ENABLE, motion.enabled())
			.with(SENSITIVITY, motion.sensitivity())
			.with(THRESHOLD, motion.threshold())
			.with(ENABLE_NIGHT, motion.nightEnabled())
			.with(NIGHT_SENSITIVITY, motion.nightSensitivity())
			.with(NIGHT_THRESHOLD, motion.nightThreshold())
			.with(BLOCK_COUNT, size)
			.with(AREA, new Area(size, motion.blocks().selected()));
	}

	private static Motion motion(Values values) {
		Area area = values.get(AREA);
		return new Motion(values.get(ENABLE), values.get(SENSITIVITY), values.get(THRESHOLD), values.get(ENABLE_NIGHT),
				values.get(NIGHT_SENSITIVITY), values.get(NIGHT_THRESHOLD),
				new BlockGrid(area.size().columns(), area.size().rows(), area.blocks()));
	}

	private static Parameter<Integer> percent(String name, int initial) {
		return Parameter.range(name, 1, 100).initially(initial);
	}

	private static Optional<Area> area(String text, ValidationContext context) {
		GridSize size = context.get(BLOCK_COUNT);
		return AreaFormat.parseBlocks(text, size).map((blocks) -> new Area(size, blocks));
	}

	/** Selected blocks and the size of their grid. */
	private record Area(GridSize size, BitSet blocks) {

		static Area all(GridSize size) {
			return new Area(size, AreaFormat.allBlocks(size));
		}

		String text() {
			return AreaFormat.format(this.blocks, this.size);
		}

	}

}
