package org.camerad.driver.hisilicon.fake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.imageio.ImageIO;

/** Real JPEGs, created once for each size and brightness. */
final class FakePictures {

	private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

	private FakePictures() {
	}

	static byte[] jpeg(String size, int level) {
		return MADE.computeIfAbsent(size + " " + level, (key) -> make(size, level));
	}

	private static byte[] make(String size, int level) {
		String[] sides = size.split("x");
		BufferedImage image = new BufferedImage(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]),
				BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(new Color(level, level, level));
		graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
		graphics.dispose();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "jpg", bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
