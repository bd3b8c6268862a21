package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;

import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the texts in decoded JPEGs. */
class OsdTextTests {

	private static final Scene STREET = Scene.street(7).withStrip(false);

	private static final Instant THEN = Instant.parse("2031-04-09T17:26:53Z");

	private static final View VIEW = TestViews.with(TestViews.of(1280, 720), THEN);

	private static final Osd.Position CORNER = new Osd.Percent(0, 0);

	private static final Osd.Position AWAY = new Osd.Percent(0, 100);

	private static Osd titled(String title, boolean resolution, boolean bitrate) {
		return TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, CORNER, resolution, bitrate, AWAY,
				false, TimeFormat.YEAR_MONTH_DAY_DASHES, title);
	}

	private static Osd timed(TimeFormat format, boolean week) {
		return TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, AWAY, false, false, CORNER, week,
				format, "");
	}

	private static String line(View view, Osd osd, int line) throws IOException {
		return TextReader.inCorner(Pixels.of(STREET, TestViews.with(view, osd)), line).text("你好");
	}

	/** Contract 3.13. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			yyyy-mm-dd hh:mm:ss | 2031-04-09 17:26:53
			yyyy/mm/dd hh:mm:ss | 2031/04/09 17:26:53
			yy-mm-dd hh:mm:ss   | 31-04-09 17:26:53
			yy/mm/dd hh:mm:ss   | 31/04/09 17:26:53
			hh:mm:ss dd/mm/yyyy | 17:26:53 09/04/2031
			hh:mm:ss dd-mm-yyyy | 17:26:53 09-04-2031
			hh:mm:ss mm/dd/yyyy | 17:26:53 04/09/2031
			hh:mm:ss mm-dd-yyyy | 17:26:53 04-09-2031
			mm/dd/yyyy hh:mm:ss | 04/09/2031 17:26:53
			mm-dd-yyyy hh:mm:ss | 04-09-2031 17:26:53
			""")
	void theTimeIsWrittenInTheTenFormats(String word, String text) throws IOException {
		assertThat(TimeFormat.values()).hasSize(10);
		for (TimeFormat format : TimeFormat.values()) {
			if (format.word().equals(word)) {
				assertThat(line(VIEW, timed(format, false), 0)).isEqualTo(text);
				return;
			}
		}
		throw new AssertionError("no format " + word);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6 })
	void theDayOfTheWeekFollows(int days) throws IOException {
		View view = TestViews.with(VIEW, THEN.plusSeconds(86_400L * days));
		String name = DayOfWeek.WEDNESDAY.plus(days).name();
		assertThat(line(view, timed(TimeFormat.YEAR_MONTH_DAY_DASHES, true), 0))
			.isEqualToIgnoringCase("2031-04-%02d 17:26:53 %s".formatted(9 + days, name));
	}

	@ParameterizedTest
	@CsvSource({ "2592,1944,8000,2592X1944", "1920,1080,2500,1080P", "640,480,1000,VGA", "480,360,50,480X360" })
	void resolutionAndBitRateAreThoseOfTheStream(int width, int height, int bitrate, String name) throws IOException {
		View view = TestViews.with(VIEW, TestViews.video(width, height, bitrate));
		assertThat(line(view, titled("", true, false), 0)).isEqualTo(name);
		assertThat(line(view, titled("", false, true), 0)).isEqualTo(bitrate + "kbps");
		Osd all = titled("Gate 3", true, true);
		assertThat(line(view, all, 0)).isEqualTo("Gate 3");
		assertThat(line(view, all, 1)).isEqualTo(name + " " + bitrate + "kbps");
	}

	@Test
	void withoutThemThereIsNoSecondLine() throws IOException {
		assertThat(line(VIEW, titled("Gate 3", false, false), 1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ipcamera", "你好", "你好ipcamera", "好你 <&\"'>" })
	void theTitleIsRead(String title) throws IOException {
		assertThat(line(VIEW, titled(title, false, false), 0)).isEqualTo(title);
	}

	@ParameterizedTest
	@CsvSource({ "BLACK_ON_WHITE,true", "WHITE_ON_BLACK,false", "BLACK_OUTLINED,true", "WHITE_OUTLINED,false" })
	void inkIsBlackOrWhite(Osd.Color color, boolean black) throws IOException {
		Osd osd = TestSettings.osd(true, color, Osd.FontSize.LARGE, CORNER, false, false, AWAY, false,
				TimeFormat.YEAR_MONTH_DAY_DASHES, "HHHHHHHH");
		double ink = TextReader.inCorner(Pixels.of(STREET, TestViews.with(VIEW, osd)), 0).ink("HHHHHHHH");
		if (black) {
			assertThat(ink).isLessThan(90);
		}
		else {
			assertThat(ink).isGreaterThan(165);
		}
	}

}
