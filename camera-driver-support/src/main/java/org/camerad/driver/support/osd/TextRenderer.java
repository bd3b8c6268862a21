package org.camerad.driver.support.osd;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.camerad.driver.Osd;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;

/**
 * A renderer of lines of text into pictures with a cache of recent glyphs. Not
 * thread-safe.
 */
final class TextRenderer {

	private static final int KEPT = 256;

	private static final byte NEUTRAL = (byte) 128;

	private static final int WHITE = 255;

	private final Map<Key, Glyph> glyphs = new LinkedHashMap<>(KEPT, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Key, Glyph> eldest) {
			return size() > KEPT;
		}
	};

	void draw(YuvPicture picture, OsdLayout.Line line, Osd.Color color) {
		boolean black = color == Osd.Color.BLACK_ON_WHITE || color == Osd.Color.BLACK_OUTLINED;
		boolean outlined = color == Osd.Color.BLACK_OUTLINED || color == Osd.Color.WHITE_OUTLINED;
		Ink ink = new Ink(black ? 0 : WHITE, black ? WHITE : 0, outlined);
		Area seen = line.area().within(picture.area());
		if (!outlined && !seen.isEmpty()) {
			background(picture, seen, ink.behind);
		}
		int x = line.area().x();
		int y = line.area().y() + (line.area().height() - line.text().size()) / 2;
		for (String cluster : line.text().clusters()) {
			Glyph glyph = glyph(cluster, line.text().size());
			new Stamp(picture, glyph, x, y).press(ink);
			x += line.text().width(cluster);
		}
	}

	private Glyph glyph(String cluster, int size) {
		return this.glyphs.computeIfAbsent(new Key(cluster, size), (key) -> Glyph.of(Font.get(), cluster, size));
	}

	private record Key(String cluster, int size) {
	}

	private record Ink(int color, int behind, boolean outlined) {
	}

	private static void background(YuvPicture picture, Area area, int luma) {
		for (int y = area.y(); y < area.bottom(); y++) {
			int start = y * picture.width();
			Arrays.fill(picture.luma(), start + area.x(), start + area.right(), (byte) luma);
		}
		if (!picture.hasColor()) {
			return;
		}
		Area samples = area.even().within(picture.area()).halved();
		for (int y = samples.y(); y < samples.bottom(); y++) {
			int start = y * picture.chromaWidth();
			Arrays.fill(picture.cb(), start + samples.x(), start + samples.right(), NEUTRAL);
			Arrays.fill(picture.cr(), start + samples.x(), start + samples.right(), NEUTRAL);
		}
	}

	/** A glyph at a position in a picture, clipped to the picture. */
	private record Stamp(YuvPicture picture, Glyph glyph, int x, int y) {

		void press(Ink ink) {
			byte[] mask = ink.outlined ? this.glyph.outline() : this.glyph.ink();
			for (int row = 0; row < this.glyph.height(); row++) {
				for (int column = 0; column < this.glyph.width(); column++) {
					int i = row * this.glyph.width() + column;
					if (mask[i] != 0) {
						dot(this.x + column, this.y + row, mask[i] & 0xff, this.glyph.ink()[i] & 0xff, ink);
					}
				}
			}
		}

		private void dot(int column, int row, int covered, int inked, Ink ink) {
			if (column < 0 || row < 0 || column >= this.picture.width() || row >= this.picture.height()) {
				return;
			}
			int i = row * this.picture.width() + column;
			int luma = this.picture.luma()[i] & 0xff;
			int outlined = ink.outlined ? luma + (ink.behind - luma) * covered / 255 : luma;
			this.picture.luma()[i] = (byte) (outlined + (ink.color - outlined) * inked / 255);
			if (this.picture.hasColor()) {
				int j = row / 2 * this.picture.chromaWidth() + column / 2;
				this.picture.cb()[j] = gray(this.picture.cb()[j], covered);
				this.picture.cr()[j] = gray(this.picture.cr()[j], covered);
			}
		}

		private static byte gray(byte sample, int covered) {
			int color = (sample & 0xff) - 128;
			return (byte) (128 + color * (255 - covered / 2) / 255);
		}

	}

}
