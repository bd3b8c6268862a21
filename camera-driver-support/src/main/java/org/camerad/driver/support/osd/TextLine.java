package org.camerad.driver.support.osd;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of text at one size.
 *
 * @param codePoints the code points to draw, from left to right
 * @param size the height of the letters in pixels
 */
record TextLine(List<Integer> codePoints, int size) {

	/**
	 * Returns the line for a text: accents are composed with letters, joiners and
	 * selectors are removed.
	 */
	static TextLine of(String string, int size) {
		String composed = Normalizer.normalize(string, Normalizer.Form.NFC);
		List<Integer> seen = composed.codePoints().filter(TextLine::isSeen).boxed().toList();
		return new TextLine(visual(seen), size);
	}

	private static boolean isSeen(int codePoint) {
		int type = Character.getType(codePoint);
		boolean selector = codePoint >= 0xfe00 && codePoint <= 0xfe0f;
		return type != Character.FORMAT && type != Character.CONTROL && !selector;
	}

	/** Reorders scripts that run from right to left for drawing. */
	private static List<Integer> visual(List<Integer> logical) {
		StringBuilder plain = new StringBuilder();
		logical.forEach((codePoint) -> plain.append((codePoint < 0x10000) ? (char) (int) codePoint : '\ufffd'));
		Bidi bidi = new Bidi(plain.toString(), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
		if (bidi.isLeftToRight()) {
			return logical;
		}
		byte[] levels = new byte[logical.size()];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = (byte) bidi.getLevelAt(i);
		}
		Integer[] turned = logical.toArray(new Integer[0]);
		Bidi.reorderVisually(levels, 0, turned, 0, turned.length);
		return List.of(turned);
	}

	int width() {
		return this.codePoints.stream().mapToInt(this::width).sum();
	}

	int width(int codePoint) {
		int dots = Font.get().width(codePoint);
		return Math.max(1, (dots * this.size + Font.DOTS / 2) / Font.DOTS);
	}

	/**
	 * Returns the lines that result from breaking at a width in pixels, at blanks if
	 * possible.
	 */
	List<TextLine> broken(int limit) {
		List<TextLine> lines = new ArrayList<>();
		int from = 0;
		while (from < this.codePoints.size()) {
			int to = lineEnd(from, limit);
			lines.add(new TextLine(this.codePoints.subList(from, to), this.size));
			from = to;
		}
		return lines;
	}

	private int lineEnd(int from, int limit) {
		int wide = 0;
		int blank = -1;
		for (int i = from; i < this.codePoints.size(); i++) {
			wide += width(this.codePoints.get(i));
			if (wide > limit && i > from) {
				return (blank > from) ? blank : i;
			}
			if (this.codePoints.get(i) == ' ') {
				blank = i + 1;
			}
		}
		return this.codePoints.size();
	}

}
