package org.camerad.driver.support.osd;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.camerad.driver.Osd;
import org.camerad.driver.Video;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;

/**
 * A painter of title, resolution, bit rate, time and day of the week (contract 3.13). Not
 * thread-safe.
 */
public final class OsdPainter {

	private final TextRenderer brush = new TextRenderer();

	/**
	 * Draws the texts into a picture. Does nothing if {@code osd} is disabled.
	 * @param picture the picture that is changed
	 * @param free the part of the picture in which texts may be
	 * @param osd the settings
	 * @param video the settings of the stream, for resolution and bit rate
	 * @param time the local time of the camera
	 */
	public void draw(YuvPicture picture, Area free, Osd osd, Video video, LocalDateTime time) {
		if (!osd.enabled()) {
			return;
		}
		OsdLayout layout = OsdLayout.of(free, osd, titleLines(osd, video), List.of(timeLine(osd, time)));
		for (OsdLayout.Line line : layout.lines()) {
			this.brush.draw(picture, line, osd.color());
		}
	}

	private static List<String> titleLines(Osd osd, Video video) {
		List<String> lines = new ArrayList<>();
		if (!osd.title().isBlank()) {
			lines.add(osd.title());
		}
		List<String> words = new ArrayList<>();
		if (osd.showResolution()) {
			words.add(video.resolution().name());
		}
		if (osd.showBitrate()) {
			words.add(video.bitrateKbps() + "kbps");
		}
		if (!words.isEmpty()) {
			lines.add(String.join(" ", words));
		}
		return lines;
	}

	private static String timeLine(Osd osd, LocalDateTime time) {
		String line = osd.timeFormat().formatter().format(time);
		return osd.showWeek() ? line + " " + time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) : line;
	}

}
