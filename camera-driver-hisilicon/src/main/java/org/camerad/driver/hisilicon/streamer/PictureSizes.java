package org.camerad.driver.hisilicon.streamer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.Resolution;
import org.camerad.driver.support.picture.jpeg.JpegHeader;

/** Picture sizes in the streamer's notation, such as {@code 1920x1080}. */
final class PictureSizes {

	private static final Pattern TEXT = Pattern.compile("\\s*([0-9]{1,5})x([0-9]{1,5})\\s*");

	private PictureSizes() {
	}

	static String text(Resolution size) {
		return size.width() + "x" + size.height();
	}

	static Optional<Resolution> parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		return of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	static Optional<Resolution> of(JpegHeader header) {
		return of(header.width(), header.height());
	}

	private static Optional<Resolution> of(int width, int height) {
		boolean usable = width >= 2 && height >= 2 && width % 2 == 0 && height % 2 == 0;
		return usable ? Optional.of(Resolution.of(width, height)) : Optional.empty();
	}

	static boolean fits(Resolution size, Resolution limit) {
		return size.width() <= limit.width() && size.height() <= limit.height();
	}

}
