package org.camerad.driver.support.osd;

import java.util.List;
import java.util.SplittableRandom;

import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Osd;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.support.picture.Area;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OsdLayoutTests {

	private static final String[] TITLES = { "", "A", "front door", "你好，世界", "W".repeat(64), "正门".repeat(10),
			"two words ".repeat(6) };

	private final SplittableRandom random = new SplittableRandom(11);

	private Osd.Position position() {
		return this.random.nextBoolean() ? new Osd.Anchor(this.random.nextInt(3), this.random.nextInt(3))
				: new Osd.Percent(this.random.nextInt(101), this.random.nextInt(101));
	}

	@Test
	void linesAreInsideAndNeverOverlap() {
		int[][] sizes = { { 2592, 1944 }, { 1920, 1080 }, { 640, 480 }, { 480, 360 }, { 320, 240 }, { 176, 144 } };
		for (int i = 0; i < 3000; i++) {
			int[] size = sizes[i % sizes.length];
			Area free = new Area(0, 0, size[0], size[1] - 12);
			Osd osd = TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.values()[this.random.nextInt(3)],
					position(), true, true, position(), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "");
			List<String> title = List.of(TITLES[this.random.nextInt(TITLES.length)], "2592X1944 12000kbps");
			List<OsdLayout.Line> lines = OsdLayout.of(free, osd, title, List.of("2026-11-23 12:00:00 Wednesday"))
				.lines();
			for (OsdLayout.Line line : lines) {
				assertThat(line.area().within(free)).as("%s in %s", osd, free).isEqualTo(line.area());
				assertThat(lines).filteredOn((other) -> other != line && other.area().overlaps(line.area())).isEmpty();
			}
		}
	}

	@Test
	void rightToLeftIsTurnedAndAccentsAreComposed() {
		assertThat(TextLine.of("אב", 16).clusters()).containsExactly("ב", "א");
		assertThat(TextLine.of("e\u0301", 16).clusters()).containsExactly("é");
		assertThat(TextLine.of("a\u200db\ufe0f", 16).clusters()).containsExactly("a", "b");
	}

	@Test
	void marksAreDrawnOverTheirLetters() {
		assertThat(TextLine.of("q\u0323\u0307a", 16).clusters()).containsExactly("q\u0323\u0307", "a");
		assertThat(TextLine.of("ที่", 16)).returns(8, TextLine::width);
		assertThat(TextLine.of("ש\u05b8א", 16).clusters()).containsExactly("א", "ש\u05b8");
		assertThat(TextLine.of("\u0e48a", 16).clusters()).as("a mark without a letter").hasSize(2);
		assertThat(TextLine.of("ที่".repeat(3), 16).broken(8)).as("no line begins with a mark")
			.extracting((line) -> String.join("", line.clusters()))
			.containsExactly("ที่", "ที่", "ที่");
	}

	@Test
	void aLetterWithMarksHasTheDotsOfAll() {
		Font font = Font.get();
		short[] letter = font.rows('q');
		short[] marked = font.clusterRows("q\u0323\u0307");
		for (int row = 0; row < Font.DOTS; row++) {
			int dots = letter[row] | font.rows(0x323)[row] | font.rows(0x307)[row];
			assertThat(marked[row]).isEqualTo((short) dots);
		}
		assertThat(font.clusterRows("你\u0307")[1]).as("8 dots in the middle of 16")
			.isEqualTo((short) (font.rows('你')[1] | font.rows(0x307)[1] << 4));
		assertThat(font.clusterRows("a\u20dd")).as("16 dots around 8").hasSize(16);
	}

	@Test
	void theFontHasTheScriptsOfTheWorldAndABoxForTheRest() {
		Font font = Font.get();
		assertThat("AzÄЖΩאعกक한あア你好龍€".codePoints()).allMatch(font::has);
		assertThat(font.width('A')).isEqualTo(8);
		assertThat(font.width('你')).isEqualTo(16);
		assertThat(font.rows('你')[0]).isEqualTo((short) 0b0000100010000000);
		assertThat(font.has(0x1f600)).isFalse();
		assertThat(font.rows(0x1f600)).hasSize(16).contains((short) 0x3ffc);
	}

}
