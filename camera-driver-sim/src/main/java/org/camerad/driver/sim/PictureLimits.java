package org.camerad.driver.sim;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.camerad.driver.Image;
import org.camerad.driver.IntRange;
import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;
import org.jspecify.annotations.Nullable;

/** The settings that the simulated sensor and its overlay accept. */
final class PictureLimits {

	/** The settings of the overlay when the power comes on. */
	static final Osd NO_OSD = new Osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Anchor(0, 0), false,
			false, new Osd.Anchor(2, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "");

	private static final IntRange ANCHOR = new IntRange(0, 2);

	private static final IntRange PERCENT = new IntRange(0, 100);

	private static final int MAX_TITLE_BYTES = 64;

	private PictureLimits() {
	}

	static @Nullable String problem(Image image) {
		boolean inside = Stream.of(image.brightness(), image.contrast(), image.saturation(), image.sharpness())
			.allMatch(Image.RANGE::contains);
		return inside ? null : "not in " + Image.RANGE + ": " + image;
	}

	static @Nullable String problem(Osd osd) {
		if (!isInside(osd.titlePosition()) || !isInside(osd.timePosition())) {
			return "a position outside the picture";
		}
		boolean plain = osd.title().getBytes(StandardCharsets.UTF_8).length <= MAX_TITLE_BYTES
				&& osd.title().chars().noneMatch(Character::isISOControl);
		return plain ? null : "a title has at most " + MAX_TITLE_BYTES + " bytes and no control characters";
	}

	private static boolean isInside(Osd.Position position) {
		if (position instanceof Osd.Anchor anchor) {
			return ANCHOR.contains(anchor.x()) && ANCHOR.contains(anchor.y());
		}
		return position instanceof Osd.Percent percent && PERCENT.contains(percent.x())
				&& PERCENT.contains(percent.y());
	}

}
