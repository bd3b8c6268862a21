package org.camerad.driver.support.osd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.camerad.driver.Osd;
import org.camerad.driver.support.picture.Area;

/**
 * The layout of the texts: completely inside the picture and without overlap. The title
 * keeps its position, the time moves below or above it, and texts that do not fit become
 * smaller.
 *
 * @param lines the lines of text with their positions
 */
record OsdLayout(List<Line> lines) {

	private static final int SMALLEST = 8;

	/**
	 * A line of text at its position.
	 *
	 * @param text the text
	 * @param area the pixels of its letters
	 */
	record Line(TextLine text, Area area) {
	}

	static OsdLayout of(Area free, Osd osd, List<String> title, List<String> time) {
		int size = size(osd.fontSize(), free.bottom());
		while (true) {
			Block titleBlock = Block.of(title, size, free.width());
			Block timeBlock = Block.of(time, size, free.width());
			if (size <= SMALLEST || fits(titleBlock, timeBlock, free)) {
				return place(osd, free, titleBlock, timeBlock);
			}
			size--;
		}
	}

	/**
	 * Returns the height of the letters in pixels for a picture of a height in pixels.
	 */
	static int size(Osd.FontSize size, int height) {
		return switch (size) {
			case SMALL -> Math.max(16, height / 36);
			case MEDIUM -> Math.max(22, height / 25);
			case LARGE -> Math.max(28, height / 17);
		};
	}

	private static boolean fits(Block title, Block time, Area free) {
		return Math.max(title.width(), time.width()) <= free.width() && title.height() + time.height() <= free.height();
	}

	private static OsdLayout place(Osd osd, Area free, Block title, Block time) {
		Area titleArea = area(osd.titlePosition(), title, free);
		Area timeArea = apart(area(osd.timePosition(), time, free), titleArea, free);
		if (timeArea.y() < free.y()) {
			// No space above or below the title: both share the picture from its top.
			titleArea = at(titleArea.x(), free.y(), title);
			timeArea = at(timeArea.x(), titleArea.bottom(), time);
		}
		return new OsdLayout(Stream
			.concat(title.lines(titleArea, align(osd.titlePosition())).stream(),
					time.lines(timeArea, align(osd.timePosition())).stream())
			.toList());
	}

	private static Area apart(Area time, Area title, Area free) {
		if (!time.overlaps(title)) {
			return time;
		}
		int below = title.bottom();
		int y = (below + time.height() <= free.bottom()) ? below : title.y() - time.height();
		return new Area(time.x(), y, time.right(), y + time.height());
	}

	private static Area area(Osd.Position position, Block block, Area free) {
		int margin = (position instanceof Osd.Anchor) ? free.bottom() / 60 : 0;
		Area inner = free.grown(-margin, free);
		int x = inner.x() + (int) Math.round((inner.width() - block.width()) * acrossShare(position));
		int y = inner.y() + (int) Math.round((inner.height() - block.height()) * downShare(position));
		return at(within(x, free.x(), free.right() - block.width()),
				within(y, free.y(), free.bottom() - block.height()), block);
	}

	private static int within(int value, int low, int high) {
		return Math.max(low, Math.min(high, value));
	}

	private static Area at(int x, int y, Block block) {
		return new Area(x, y, x + block.width(), y + block.height());
	}

	private static double acrossShare(Osd.Position position) {
		return (position instanceof Osd.Percent percent) ? percent.x() / 100.0 : align(position);
	}

	private static double downShare(Osd.Position position) {
		if (position instanceof Osd.Percent percent) {
			return percent.y() / 100.0;
		}
		return ((Osd.Anchor) position).y() / 2.0;
	}

	/**
	 * Returns the alignment of the lines: towards the side of the picture on which the
	 * text is.
	 */
	private static double align(Osd.Position position) {
		if (position instanceof Osd.Percent percent) {
			return (percent.x() < 34) ? 0 : (percent.x() < 67) ? 0.5 : 1;
		}
		return ((Osd.Anchor) position).x() / 2.0;
	}

	/** Lines below each other, broken where the picture is too narrow. */
	private record Block(List<TextLine> texts, int size) {

		static Block of(List<String> lines, int size, int width) {
			List<TextLine> texts = new ArrayList<>();
			lines.forEach((line) -> texts.addAll(TextLine.of(line, size).broken(width)));
			return new Block(List.copyOf(texts), size);
		}

		int width() {
			return this.texts.stream().mapToInt(TextLine::width).max().orElse(0);
		}

		int height() {
			return this.texts.size() * lineHeight();
		}

		private int lineHeight() {
			return this.size + Math.max(2, this.size / 8);
		}

		List<Line> lines(Area area, double align) {
			List<Line> lines = new ArrayList<>();
			for (int i = 0; i < this.texts.size(); i++) {
				TextLine text = this.texts.get(i);
				int x = area.x() + (int) ((area.width() - text.width()) * align);
				int y = area.y() + i * lineHeight();
				lines.add(new Line(text, new Area(x, y, x + text.width(), y + lineHeight())));
			}
			return lines;
		}

	}

}
