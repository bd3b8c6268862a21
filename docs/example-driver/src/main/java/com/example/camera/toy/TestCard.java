package com.example.camera.toy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.camerad.driver.Image;
import org.camerad.driver.Resolution;

/**
 * Draws the test card: seven bars of colour, and a white square that moves on with each
 * frame. It needs the JDK alone. Any thread.
 */
final class TestCard {

	private static final int[] BARS = { 0xC0C0C0, 0xC0C000, 0x00C0C0, 0x00C000, 0xC000C0, 0xC00000, 0x0000C0 };

	/**
	 * Draws a frame.
	 * @return a whole JPEG
	 */
	byte[] draw(Resolution size, Image look, long frame) throws IOException {
		BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		try {
			paint(graphics, size, look, frame);
		}
		finally {
			graphics.dispose();
		}
		ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
		if (!ImageIO.write(picture, "jpeg", jpeg)) {
			throw new IOException("this Java has no JPEG writer");
		}
		return jpeg.toByteArray();
	}

	private static void paint(Graphics2D graphics, Resolution size, Image look, long frame) {
		for (int i = 0; i < BARS.length; i++) {
			int left = i * size.width() / BARS.length;
			graphics.setColor(adjusted(BARS[i], look));
			graphics.fillRect(left, 0, size.width() - left, size.height());
		}
		int side = size.height() / 8;
		graphics.setColor(adjusted(0xFFFFFF, look));
		graphics.fillRect((int) (frame * side / 4 % (size.width() - side)), size.height() - 2 * side, side, side);
	}

	/** Returns a colour with that look: 128 changes nothing, and more is more. */
	private static Color adjusted(int rgb, Image look) {
		Color color = new Color(rgb);
		double gray = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
		return new Color(adjusted(color.getRed(), gray, look), adjusted(color.getGreen(), gray, look),
				adjusted(color.getBlue(), gray, look));
	}

	private static int adjusted(int sample, double gray, Image look) {
		double saturated = gray + (sample - gray) * look.saturation() / 128;
		double contrasted = 128 + (saturated - 128) * look.contrast() / 128;
		double brightened = contrasted + look.brightness() - 128;
		return (int) Math.max(0, Math.min(255, Math.round(brightened)));
	}

}
