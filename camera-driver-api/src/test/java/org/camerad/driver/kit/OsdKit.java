package org.camerad.driver.kit;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Control;
import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;

/** The rules of the OSD control. */
abstract class OsdKit extends PartKit {

	private Control<Osd> osd;

	@BeforeEach
	void find() {
		this.osd = part("osd", camera().osd());
	}

	@Test
	@DisplayName("O1 every colour, size and time format is accepted, drawn or not")
	void styles() throws Exception {
		for (Osd.Color color : Osd.Color.values()) {
			for (Osd.FontSize size : Osd.FontSize.values()) {
				apply(osd(color, size, new Osd.Anchor(0, 0), TimeFormat.YEAR_MONTH_DAY_DASHES, "Gate"));
			}
		}
		for (TimeFormat format : TimeFormat.values()) {
			apply(osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.SMALL, new Osd.Anchor(2, 2), format, "Gate"));
		}
		apply(TestSettings.osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Anchor(0, 0), true, true,
				new Osd.Anchor(2, 0), false, TimeFormat.MONTH_DAY_YEAR_DASHES, "Gate"));
	}

	@Test
	@DisplayName("O2 every position is accepted: nine anchors, and percent up to the edges")
	void places() throws Exception {
		for (int x = 0; x <= 2; x++) {
			for (int y = 0; y <= 2; y++) {
				apply(osd(Osd.Color.BLACK_OUTLINED, Osd.FontSize.LARGE, new Osd.Anchor(x, y),
						TimeFormat.YEAR_MONTH_DAY_DASHES, "Gate"));
			}
		}
		for (int percent : List.of(0, 1, 50, 99, 100)) {
			apply(osd(Osd.Color.BLACK_OUTLINED, Osd.FontSize.LARGE, new Osd.Percent(percent, 100 - percent),
					TimeFormat.YEAR_MONTH_DAY_DASHES, "Gate"));
		}
	}

	@Test
	@DisplayName("O3 every title of up to 64 bytes is accepted: empty, blanks, other scripts, shell and markup characters")
	void titles() throws Exception {
		for (String title : List.of("", " ", "你好", "x".repeat(64), "你".repeat(21), "😀".repeat(16), "a b  c",
				"%d %s %n", "'\"\\;$(id)`id`&|<b>", "{\"a\":1}", "=1,2:3")) {
			apply(osd(Osd.Color.WHITE_OUTLINED, Osd.FontSize.MEDIUM, new Osd.Anchor(1, 1),
					TimeFormat.YEAR_MONTH_DAY_DASHES, title));
		}
	}

	private void apply(Osd settings) throws Exception {
		this.osd.apply(settings);
		assertInEffect(this.osd, settings, Osd.class);
	}

	private static Osd osd(Osd.Color color, Osd.FontSize size, Osd.Position place, TimeFormat format, String title) {
		return TestSettings.osd(true, color, size, place, true, false, place, true, format, title);
	}

}
