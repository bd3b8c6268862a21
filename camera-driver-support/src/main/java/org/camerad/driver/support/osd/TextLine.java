package org.camerad.driver.support.osd;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of text at one size.
 *
 * @param clusters the letters to draw, from left to right, each followed by its marks
 * @param size the height of the letters in pixels
 */
record TextLine(List<String> clusters, int size) {

	/**
	 * Returns the line for a text: accents are composed with letters or stay with them,
	 * joiners and selectors are removed.
	 */
	static TextLine of(String string, int size) {
		String composed = Normalizer.normalize(string, Normalizer.Form.NFC);
		List<String> clusters = new ArrayList<>();
		composed.codePoints().filter(TextLine::isSeen).forEach((codePoint) -> add(clusters, codePoint));
		return new TextLine(visual(clusters), size);
	}

	/** Adds a letter, or a mark to the letter before it. */
	private static void add(List<String> clusters, int codePoint) {
		int type = Character.getType(codePoint);
		boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
		String added = Character.toString(codePoint);
		if (mark && !clusters.isEmpty()) {
			int last = clusters.size() - 1;
			clusters.set(last, clusters.get(last) + added);
		}
		else {
			clusters.add(added);
		}
	}

	private static boolean isSeen(int codePoint) {
		int type = Character.getType(codePoint);
		boolean selector = codePoint >= 0xfe00 && codePoint <= 0xfe0f;
		return type != Character.FORMAT && type != Character.CONTROL && !selector;
	}

	/** Reorders scripts that run from right to left for drawing. */
	private static List<String> visual(List<String> logical) {
		StringBuilder plain = new StringBuilder();
		logical.forEach(
				(cluster) -> plain.append(Character.isSurrogate(cluster.charAt(0)) ? '\ufffd' : cluster.charAt(0)));
		Bidi bidi = new Bidi(plain.toString(), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
		if (bidi.isLeftToRight()) {
			return logical;
		}
		byte[] levels = new byte[logical.size()];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = (byte) bidi.getLevelAt(i);
		}
		String[] turned = logical.toArray(new String[0]);
		Bidi.reorderVisually(levels, 0, turned, 0, turned.length);
		return List.of(turned);
	}

	int width() {
		return this.clusters.stream().mapToInt(this::width).sum();
	}

	int width(String cluster) {
		int dots = Font.get().width(cluster.codePointAt(0));
		return Math.max(1, (dots * this.size + Font.DOTS / 2) / Font.DOTS);
	}

	/**
	 * Returns the lines that result from breaking at a width in pixels, at blanks if
	 * possible.
	 */
	List<TextLine> broken(int limit) {
		List<TextLine> lines = new ArrayList<>();
		int from = 0;
		while (from < this.clusters.size()) {
			int to = lineEnd(from, limit);
			lines.add(new TextLine(this.clusters.subList(from, to), this.size));
			from = to;
		}
		return lines;
	}

	private int lineEnd(int from, int limit) {
		int wide = 0;
		int blank = -1;
		for (int i = from; i < this.clusters.size(); i++) {
			wide += width(this.clusters.get(i));
			if (wide > limit && i > from) {
				return (blank > from) ? blank : i;
			}
			if (this.clusters.get(i).equals(" ")) {
				blank = i + 1;
			}
		}
		return this.clusters.size();
	}

}
