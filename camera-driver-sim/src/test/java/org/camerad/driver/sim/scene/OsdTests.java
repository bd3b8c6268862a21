package org.camerad.driver.sim.scene;

import java.io.IOException;

import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Checks the texts in decoded JPEGs. */
class OsdTests {

	private static final Scene STREET = Scene.street(7).withStrip(false);

	private static final View VIEW = TestViews.of(1280, 720);

	private static final Osd ONLY_TITLE = osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Anchor(0, 0),
			new Osd.Anchor(2, 2), "Camera");

	private static Osd osd(Osd.Color color, Osd.FontSize size, Osd.Position title, Osd.Position time, String text) {
		return TestSettings.osd(true, color, size, title, false, false, time, false, TimeFormat.YEAR_MONTH_DAY_DASHES,
				text);
	}

	private static Osd titled(String title) {
		return osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Percent(0, 0), new Osd.Percent(100, 100),
				title);
	}

	private static Pixels see(Osd osd) throws IOException {
		return Pixels.of(STREET, TestViews.with(VIEW, osd));
	}

	/**
	 * Returns left, top, right and bottom of the difference to the picture without texts.
	 */
	private static int[] box(Pixels with, Pixels without, int... limits) {
		int[] box = { Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1 };
		for (int y = limits[0]; y < limits[1]; y++) {
			for (int x = 0; x < with.width(); x++) {
				if (Math.abs(with.luma(x, y) - without.luma(x, y)) > 40) {
					box = new int[] { Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x),
							Math.max(box[3], y) };
				}
			}
		}
		return box;
	}

	@Test
	void isThereOnlyWhenEnabled() throws IOException {
		Osd off = TestSettings.osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(0, 0), true,
				true, new Osd.Anchor(2, 0), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "Camera");
		assertThat(Pixels.jpeg(STREET, TestViews.with(VIEW, off))).isEqualTo(Pixels.jpeg(STREET, VIEW));
		assertThat(see(ONLY_TITLE).differences(see(TestViews.NO_OSD))).isGreaterThan(2000);
	}

	@ParameterizedTest
	@EnumSource(Osd.Color.class)
	void colorsAreTheFourStyles(Osd.Color color) throws IOException {
		Pixels plain = see(TestViews.NO_OSD);
		Pixels text = see(osd(color, Osd.FontSize.LARGE, new Osd.Percent(0, 50), new Osd.Percent(100, 0), "HHHHHHHH"));
		int black = 0;
		int white = 0;
		int kept = 0;
		for (int y = 339; y < 380; y++) {
			for (int x = 4; x < 160; x++) {
				black += (text.luma(x, y) < 90) ? 1 : 0;
				white += (text.luma(x, y) > 200) ? 1 : 0;
				kept += (Math.abs(text.luma(x, y) - plain.luma(x, y)) < 25) ? 1 : 0;
			}
		}
		assertThat(black).isGreaterThan(500);
		assertThat(white).isGreaterThan(500);
		switch (color) {
			case BLACK_ON_WHITE -> assertThat(white).isGreaterThan(2 * black);
			case WHITE_ON_BLACK -> assertThat(black).isGreaterThan(2 * white);
			case BLACK_OUTLINED, WHITE_OUTLINED -> assertThat(kept).isGreaterThan(1500);
		}
	}

	@Test
	void sizesGrowWithThePicture() throws IOException {
		for (int[] size : new int[][] { { 480, 360 }, { 1280, 720 }, { 1920, 1080 } }) {
			View view = TestViews.of(size[0], size[1]);
			Pixels plain = Pixels.of(STREET, view);
			int before = 0;
			for (Osd.FontSize each : Osd.FontSize.values()) {
				Osd osd = osd(Osd.Color.WHITE_ON_BLACK, each, new Osd.Percent(0, 0), new Osd.Percent(100, 100),
						"Camera");
				int[] box = box(Pixels.of(STREET, TestViews.with(view, osd)), plain, 0, size[1] / 2);
				assertThat(box[3] - box[1]).as("%s at %s", each, size[1]).isGreaterThan(before + size[1] / 150);
				assertThat(box[3] - box[1]).isLessThan(size[1] / 8);
				before = box[3] - box[1];
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "1,0", "2,0", "0,1", "1,1", "2,1", "0,2", "1,2", "2,2" })
	void anchorsAreNinePlaces(int x, int y) throws IOException {
		// The time is on the other side of the picture.
		Osd.Position away = new Osd.Percent(50, (y == 2) ? 0 : 100);
		Osd osd = osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Anchor(x, y), away, "Camera");
		int[] box = box(see(osd), see(TestViews.NO_OSD), y * 240, (y + 1) * 240 - ((y == 1) ? 0 : 60 * (2 - y) / 2));
		assertThat((box[0] + box[2]) / 2).isBetween(x * 427, (x + 1) * 427);
		assertThat((box[1] + box[3]) / 2).isBetween(y * 240, (y + 1) * 240);
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "1,0", "2,0", "0,1", "1,1", "2,1", "0,2", "1,2", "2,2" })
	void theTimeHasNinePlacesToo(int x, int y) throws IOException {
		int[] box = box(see(timeOnly(new Osd.Anchor(x, y))), see(TestViews.NO_OSD), 0, 720);
		assertThat((box[0] + box[2]) / 2).isBetween(x * 427, (x + 1) * 427);
		assertThat((box[1] + box[3]) / 2).isBetween(y * 240, (y + 1) * 240);
	}

	@ParameterizedTest
	@CsvSource({ "25,10", "50,50", "80,30", "10,90" })
	void percentSharesOutTheRoomThatIsLeft(int x, int y) throws IOException {
		int[] box = box(see(timeOnly(new Osd.Percent(x, y))), see(TestViews.NO_OSD), 0, 720);
		int roomAcross = 1280 - (box[2] + 1 - box[0]);
		int roomDown = 720 - (box[3] + 1 - box[1]);
		assertThat(box[0]).isCloseTo(roomAcross * x / 100, within(4));
		assertThat(box[1]).isCloseTo(roomDown * y / 100, within(4));
	}

	private static Osd timeOnly(Osd.Position place) {
		return osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(0, 0), place, "");
	}

	@Test
	void percentReachesTheEdges() throws IOException {
		Osd osd = osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Percent(0, 0), new Osd.Percent(100, 100),
				"Camera");
		Pixels text = see(osd);
		Pixels plain = see(TestViews.NO_OSD);
		int[] title = box(text, plain, 0, 360);
		int[] time = box(text, plain, 360, 720);
		assertThat(title[0]).isLessThan(3);
		assertThat(title[1]).isLessThan(3);
		assertThat(time[2]).isGreaterThan(1276);
		assertThat(time[3]).isGreaterThan(716);
	}

	@Test
	void aSecondLaterTheTimeIsAnother() throws IOException {
		View view = TestViews.with(VIEW, ONLY_TITLE);
		Pixels now = Pixels.of(STREET, view);
		Pixels later = Pixels.of(STREET, TestViews.with(view, view.time().plusSeconds(1)));
		int[] box = box(now, later, 660, 720);
		assertThat(box[0]).isGreaterThan(1200);
	}

	@Test
	void textsAtOnePlaceAreStackedAndInside() throws IOException {
		for (Osd.Position place : new Osd.Position[] { new Osd.Anchor(1, 1), new Osd.Anchor(2, 2),
				new Osd.Percent(0, 0), new Osd.Percent(100, 100), new Osd.Percent(37, 93) }) {
			Osd both = TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, place, true, true, place,
					true, TimeFormat.YEAR_MONTH_DAY_DASHES, "HHHHHHHHHHHHHHHHHHHHHHHHH");
			Osd title = TestSettings.osd(true, both.color(), both.fontSize(), place, true, true, new Osd.Percent(0, 50),
					false, both.timeFormat(), both.title());
			Pixels plain = see(TestViews.NO_OSD);
			int[] box = box(see(both), plain, 0, 720);
			assertThat(box[3] - box[1]).as("%s", place).isGreaterThan(3 * 42 - 12);
			assertThat(see(both).differences(plain)).isGreaterThan(see(title).differences(plain) / 2);
		}
	}

	@Test
	void theLongestTitleIsBrokenRatherThanCut() throws IOException {
		View small = TestViews.of(480, 360);
		Osd osd = osd(Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Percent(0, 0), new Osd.Percent(0, 100),
				"H".repeat(64));
		int[] box = box(Pixels.of(STREET, TestViews.with(small, osd)), Pixels.of(STREET, small), 0, 200);
		assertThat(box[3] - box[1]).isGreaterThan(2 * 28);
	}

	@Test
	void chineseIsDrawnAndNotAsBoxes() throws IOException {
		Pixels hello = see(titled("你好"));
		Pixels boxes = see(titled("\ud83d\ude00\ud83d\ude00"));
		Pixels blanks = see(titled("\u3000\u3000"));
		assertThat(hello.differences(boxes)).isGreaterThan(150);
		assertThat(hello.differences(blanks)).isGreaterThan(150);
		assertThat(boxes.differences(blanks)).isGreaterThan(80);
		assertThat(see(titled("好你")).differences(hello)).isGreaterThan(150);
	}

	@Test
	void otherScriptsAreDrawn() throws IOException {
		Pixels box = see(titled("\ud83d\ude00"));
		for (String script : new String[] { "Ж", "ß", "א", "한", "あ", "ก", "Ω" }) {
			assertThat(see(titled(script)).differences(box)).as(script).isGreaterThan(60);
		}
	}

}
